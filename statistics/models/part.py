"""What is a part of something larger of its own kind: a ward of a city, knife robberies of all robberies."""

from django.core.exceptions import ValidationError
from django.db import models

OWN_PART = "Nothing is a part of itself."
CIRCLE = "This leads round in a circle: “{name}” is a part of it already."


class Part(models.Model):
    """By these links a hidden count is kept from being worked out as the whole less its other parts."""

    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The larger one that it lies in. Its counts are among those of the whole, and parts of one whole never overlap.",
    )
    parts_are_all = models.BooleanField(
        "its parts make it up entirely",
        default=False,
        help_text="Tick it on the whole, if the counts of its parts add up to its own. A hidden count is then not the only one left out of the sum.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_is_not_its_own_part",
                condition=~models.Q(part_of=models.F("id")),
                violation_error_message=OWN_PART,
            ),
        ]

    def clean(self) -> None:
        super().clean()
        above = self.part_of
        while above is not None and self.pk:
            if above.pk == self.pk:
                raise ValidationError({"part_of": OWN_PART if above == self.part_of else CIRCLE.format(name=self.part_of)})
            above = above.part_of
