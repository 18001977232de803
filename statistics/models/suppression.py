"""What is hidden for another's sake, remembered: a figure that nobody has seen yet stays the one that is hidden."""

from django.db import models
from django.utils import timezone

from statistics.models.observation import Observation


class Suppression(models.Model):
    """Secondary suppression: a public figure that has been hidden because a confidential one could be worked out from it.

    Which figure is hidden is worked out anew whenever figures change. Whoever had read one of two before and
    the other one after would know both: so what was hidden once stays so while that one is confidential.
    """

    figure = models.ForeignKey(
        Observation, on_delete=models.CASCADE, related_name="suppressions", editable=False, help_text="The figure that is hidden."
    )
    secret = models.ForeignKey(
        Observation,
        on_delete=models.CASCADE,
        related_name="suppresses",
        editable=False,
        help_text="The confidential figure for whose sake it is.",
    )
    since = models.DateTimeField(default=timezone.now, editable=False, help_text="When that was noted down.")

    class Meta:
        verbose_name = "figure hidden for another"
        verbose_name_plural = "figures hidden for another"
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "secret"], name="statistics_suppression_once", violation_error_message="That is noted down already."
            ),
            models.CheckConstraint(
                name="statistics_suppression_is_for_another",
                condition=~models.Q(figure=models.F("secret")),
                violation_error_message="A figure is not hidden for its own sake.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure}, for {self.secret}"
