"""The publications that figures are taken from."""

from django.db import models

from statistics.readers import READERS


def publications() -> list[tuple[str, str]]:
    """The publications that this site reads, by name."""
    return [(reader.name, reader.title) for reader in READERS if reader.has_rules]


class Source(models.Model):
    """A publication. Figures of two publications never share a line or a percentage."""

    title = models.CharField(max_length=160, unique=True, help_text="The publication's name.")
    publisher = models.CharField(max_length=120, help_text="Who publishes it.")
    url = models.URLField("link", blank=True, max_length=300, help_text="Where it is published.")
    licence = models.CharField(
        max_length=160, help_text="On which terms it may be used, such as “Open Government Licence v3.0”, or “Not stated”."
    )
    publication = models.CharField(
        "imported as",
        max_length=40,
        blank=True,
        choices=publications,
        help_text="Which of the files that this site reads it is. Empty: its figures are typed in.",
    )
    hides_up_to = models.PositiveSmallIntegerField(
        "keeps back counts up to",
        null=True,
        blank=True,
        help_text="The largest count that it hides as confidential, such as 7, if it says so. Sums that would tell such a count are then hidden too.",
    )
    note = models.TextField(blank=True, help_text="What a reader must know about it. Markdown. Public.")
    to_confirm = models.TextField(
        "to confirm", blank=True, help_text="What somebody must still check. Staff alone see this note; empty it when all is settled."
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(name="statistics_source_has_a_publisher", condition=~models.Q(publisher="")),
            models.CheckConstraint(
                name="statistics_source_hides_one_at_least",
                condition=models.Q(hides_up_to__gte=1),
                violation_error_message="Give the largest count that it hides, 1 at least, or leave the field empty.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_in_public_view(self) -> bool:
        """Whether a public figure is taken from it."""
        return self.series.in_public_view().exists()
