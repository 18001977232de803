"""Where things are counted."""

from django.db import models

from statistics.models.part import Part


class Area(Part):
    class Kind(models.TextChoices):
        CITY = "city", "City or borough"
        NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"
        INITIATIVE = "initiative", "Initiative's area"
        FORCE = "force", "Police force area"
        REGION = "region", "Region"

    name = models.CharField(max_length=80, help_text="What people call it.")
    kind = models.CharField(max_length=13, choices=Kind, help_text="What kind of area it is.")
    code = models.CharField(max_length=9, blank=True, help_text="Its official code of nine characters, where it has one.")
    version = models.CharField(
        "boundaries of", max_length=40, blank=True, help_text="Which edition of the boundaries is meant, such as “wards since May 2023”."
    )
    what_it_is = models.TextField("what it is and is not", help_text="One or two sentences for the public.")
    not_mixed_with = models.TextField(
        "must not be mixed with",
        blank=True,
        help_text="Places and boundaries that it is easily taken for, and why it is another. Markdown.",
    )
    is_listed = models.BooleanField(
        "listed in any case",
        default=False,
        help_text="An area is on the public list once something public speaks of it. Tick to list it before that, such as a neighbour that people ask for.",
    )
    updated_at = models.DateTimeField("last updated", auto_now=True, help_text="Set when the record is saved.")

    class Meta:
        ordering = ["name"]
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(
                fields=["name", "kind", "version"], name="statistics_area_once", violation_error_message="This area is already here."
            ),
            models.CheckConstraint(
                name="statistics_area_kind_is_known",
                condition=models.Q(kind__in=["city", "neighbourhood", "initiative", "force", "region"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def anchor(self) -> str:
        """Its name on the page of areas."""
        return f"area-{self.pk}"

    @property
    def is_in_public_view(self) -> bool:
        """Whether a public figure or statement speaks of it."""
        return self.series.in_public_view().exists() or self.claims.published().exists()
