"""What the launch content has written, so that loading it again never overwrites what staff changed."""

from django.db import models


class LoadedItem(models.Model):
    key = models.CharField(max_length=300, unique=True, help_text="What was loaded, such as “plan.action: f1-more-support-for-parents”.")
    object_id = models.PositiveBigIntegerField(help_text="The row it was written to, whatever staff call it since.")
    digest = models.CharField(max_length=64, help_text="A fingerprint of the fields as they were loaded.")
    file_digest = models.CharField(max_length=64, help_text="A fingerprint of the item in the content file.")
    loaded_at = models.DateTimeField(auto_now=True, help_text="When it was last written.")

    class Meta:
        constraints = [models.CheckConstraint(name="launch_loaded_item_has_a_key", condition=~models.Q(key=""))]

    def __str__(self) -> str:
        return self.key
