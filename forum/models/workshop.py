"""Workshops of a meeting, with places of their own, and who is in which."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from citysafe.design.text import clock
from forum.models.availability import Availability
from forum.models.event import Event
from forum.models.registration import Registration


class Workshop(Availability, models.Model):
    """Part of a meeting that people choose. `taken` is moved by `forum.services.workshops` alone: saving the words leaves it as it is."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="workshops", help_text="The meeting it is part of.")
    title = models.CharField(max_length=120, help_text="What it is about.")
    starts = models.TimeField(help_text="When it starts.")
    ends = models.TimeField(help_text="When it ends. Nobody can choose two that overlap.")
    room = models.CharField(max_length=80, blank=True, help_text="Where in the building. It can be empty until that is known.")
    capacity = models.PositiveIntegerField("places", help_text="How many people can take part.")
    taken = models.PositiveIntegerField(default=0, editable=False, help_text="Places that somebody has.")

    class Meta:
        ordering = ["starts", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "title"],
                name="forum_workshop_once",
                violation_error_message="There is a workshop with this title already.",
            ),
            models.CheckConstraint(
                name="forum_workshop_never_oversold",
                condition=Q(taken__lte=F("capacity")),
                violation_error_message="More places are taken than that.",
            ),
            models.CheckConstraint(
                name="forum_workshop_ends_after_it_starts",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="It ends before it starts.",
            ),
            models.CheckConstraint(
                name="forum_workshop_has_a_place",
                condition=Q(capacity__gte=1),
                violation_error_message="A workshop needs one place at least.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        if not self._state.adding and options.get("update_fields") is None:
            options["update_fields"] = {field.name for field in self._meta.concrete_fields if field.editable and not field.primary_key}
        super().save(**options)

    @property
    def described(self) -> str:
        """What it is about, when and where: “Young people, 6.30pm to 7pm, Room 2”."""
        return ", ".join(filter(None, [self.title, f"{clock(self.starts)} to {clock(self.ends)}", self.room]))

    def overlaps(self, other: Self) -> bool:
        return self.starts < other.ends and other.starts < self.ends


class WorkshopSeatQuerySet(models.QuerySet["WorkshopSeat"]):
    def kept(self) -> Self:
        return self.filter(is_kept=True)

    def wished(self) -> Self:
        return self.filter(is_kept=False)


class WorkshopSeat(models.Model):
    """One person's choice of a workshop: a place that is kept, or a wish of somebody who has no place at the meeting yet."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, editable=False, related_name="seats", help_text="What was chosen.")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, editable=False, related_name="seats", help_text="Who chose it."
    )
    is_kept = models.BooleanField(
        "a place is kept", editable=False, help_text="If not, it is a wish: the person had no place yet, or the workshop was full."
    )

    objects = WorkshopSeatQuerySet.as_manager()

    class Meta:
        ordering = ["workshop__starts", "workshop"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "workshop"],
                name="forum_workshop_seat_once",
                violation_error_message="This workshop has been chosen already.",
            ),
        ]

    def __str__(self) -> str:
        return f"Choice of {self.registration}"
