"""How many people of one organisation may come to a meeting without the organisers being asked."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from forum.models.event import Event


class OrganisationPlacesQuerySet(models.QuerySet["OrganisationPlaces"]):
    def of(self, event_id: int, organisation_id: int | None) -> Self:
        return self.filter(event=event_id, organisation=organisation_id)

    def used_up(self) -> Self:
        return self.filter(taken__gte=F("at_most"))


class OrganisationPlaces(models.Model):
    """Moved by `forum.services.organisations` alone. Whom organisers let in beyond it is not counted: `taken` never passes it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="organisation_places", help_text="The meeting it is for.")
    organisation = models.ForeignKey(
        "plan.Organisation", on_delete=models.CASCADE, related_name="forum_places", help_text="The organisation whose people are counted."
    )
    at_most = models.PositiveIntegerField(help_text="How many of its people may come. The organisers decide about everybody beyond.")
    taken = models.PositiveIntegerField(default=0, editable=False, help_text="How many of its people have registered within that.")

    objects = OrganisationPlacesQuerySet.as_manager()

    class Meta:
        ordering = ["organisation"]
        verbose_name = verbose_name_plural = "places of an organisation"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="forum_organisation_places_once",
                violation_error_message="This organisation has its places already.",
            ),
            models.CheckConstraint(
                name="forum_organisation_places_never_passed",
                condition=Q(taken__lte=F("at_most")),
                violation_error_message="More of its people have registered than that.",
            ),
            models.CheckConstraint(
                name="forum_organisation_places_are_there",
                condition=Q(at_most__gte=1),
                violation_error_message="Give an organisation one place at least.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def save(self, **options: Any) -> None:
        """The count is moved by services alone: saving the words leaves it as it is."""
        if not self._state.adding and options.get("update_fields") is None:
            options["update_fields"] = {"organisation", "at_most"}
        super().save(**options)
