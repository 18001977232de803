"""What an action hopes to move."""

from django.db import models

from plan.models.action import Action


class Aim(models.Model):
    """A measure that an action hopes to move: a hope that can be questioned, never a result."""

    class Direction(models.TextChoices):
        FEWER = "fewer", "Fewer"
        MORE = "more", "More"

    class Strength(models.TextChoices):
        STRONG = "strong", "Strong"
        MODERATE = "moderate", "Moderate"
        WEAK = "weak", "Weak"
        UNKNOWN = "unknown", "Not known"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="aims", help_text="The action.")
    measure = models.ForeignKey(
        "statistics.Measure", on_delete=models.PROTECT, related_name="aims", help_text="The measure it hopes to move."
    )
    direction = models.CharField("hoped for", max_length=5, choices=Direction, help_text="Which way it hopes to move the measure.")
    lag = models.CharField("when it could show", max_length=120, help_text="How long it could take, such as “two years or more”.")
    strength = models.CharField(
        "strength of evidence",
        max_length=8,
        choices=Strength,
        default=Strength.UNKNOWN,
        help_text="How good the evidence is that such actions work.",
    )
    caveat = models.CharField(max_length=300, blank=True, help_text="What the reader must know before believing it.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "measure"], name="plan_aim_once", violation_error_message="This measure is already listed."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.measure}"
