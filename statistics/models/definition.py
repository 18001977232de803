"""What a word means, and to whom: competing definitions of one thing, each with the figures that rest on it."""

from typing import Self

from django.db import models
from django.urls import reverse

from citysafe.publishing.models import Publishable, PublishableQuerySet
from statistics.models.measure import Measure


class ConceptQuerySet(PublishableQuerySet):
    def with_definitions(self, *, preview: bool) -> Self:
        """With their definitions and the measures that use each: three queries. `used_by` holds those that may be shown."""
        used_by = models.Prefetch("measures", Measure.objects.shown(preview=preview), to_attr="used_by")
        return self.prefetch_related(models.Prefetch("definitions", Definition.objects.prefetch_related(used_by)))


class Concept(Publishable):
    """A thing that several publishers count, each in a way of its own. It is a section of the shelf of definitions."""

    title = models.CharField(max_length=80, help_text="The thing in words that people use, such as “Knife crime”.")
    slug = models.SlugField(
        "address part",
        max_length=80,
        unique=True,
        help_text="The end of its address on the page of definitions: small letters, numbers and hyphens. Links to it end with it.",
    )
    introduction = models.TextField(help_text="In plain words: why the definitions differ, and what a reader must take care of. Markdown.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")

    objects = ConceptQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        verbose_name = "subject of definitions"
        verbose_name_plural = "subjects of definitions"
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def anchor(self) -> str:
        """Its name on the page, where no other part can have the same."""
        return f"concept-{self.slug}"

    def get_absolute_url(self) -> str:
        return f"{reverse('statistics:definitions')}#{self.anchor}"


class Definition(models.Model):
    """What one publisher counts under a concept. A source that gives no definition stands here too, and that is said."""

    class Counted(models.TextChoices):
        VICTIMS = "victims", "One victim"
        OFFENCES = "offences", "One offence"
        INCIDENTS = "incidents", "One incident"
        ADMISSIONS = "admissions", "One stay in hospital"
        UNSTATED = "unstated", "Not stated by the source"

    concept = models.ForeignKey(
        Concept, on_delete=models.CASCADE, related_name="definitions", help_text="The thing that is defined: its section of the page."
    )
    whose = models.CharField("whose definition", max_length=120, help_text="Who counts in this way: a publisher or a document.")
    name = models.CharField(max_length=120, help_text="What they call it.")
    counts = models.TextField(
        "what counts", blank=True, help_text="What is counted. Leave empty where the source gives no definition: the page then says so."
    )
    leaves_out = models.TextField("what does not count", blank=True, help_text="What people might expect in it and is not.")
    counted = models.CharField(
        "what one count is",
        max_length=10,
        choices=Counted,
        help_text="Victims, offences and incidents are different counts. If the source does not say, say so.",
    )
    url = models.URLField("link", blank=True, max_length=300, help_text="Where the definition is published.")
    note = models.TextField(blank=True, help_text="What else a reader must know of it.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")
    updated_at = models.DateTimeField("last updated", auto_now=True, help_text="Set when the record is saved.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "whose", "name"],
                name="statistics_definition_once",
                violation_error_message="This definition is already here.",
            ),
            models.CheckConstraint(
                name="statistics_definition_leaves_out_of_something",
                condition=~models.Q(counts="") | models.Q(leaves_out=""),
                violation_error_message="Say what counts before you say what does not.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.whose})"

    @property
    def is_in_public_view(self) -> bool:
        """Whether it stands on the public page of definitions by now."""
        return bool(self.pk) and Concept.objects.published().filter(definitions=self.pk).exists()
