"""The half-yearly forum: when and where it meets, and what came of it."""

from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from citysafe.people.personal_data import IDENTITY
from citysafe.publishing.models import Addressed, Publishable, PublishableQuerySet
from forum import moves
from forum.models.joining import Joining

NOTES_WITHIN = timedelta(days=28)


def last_day_over() -> date:
    """The last day whose meetings count as over, from noon of the day after it, local time."""
    return (timezone.localtime() - timedelta(hours=36)).date()


MOST_DAYS_BEFORE = 60
WRONG_YEAR = "This day is over: what is held about people who have registered would be erased. Check the year."


class EventQuerySet(PublishableQuerySet):
    def coming(self) -> Self:
        """Today and later: the next one that takes place first, cancelled ones last."""
        return self.filter(held_on__gte=timezone.localdate()).select_related("places").order_by("is_cancelled", "held_on", "starts", "pk")

    def miscounted(self) -> Self:
        """Those whose counts of places are not what their registrations say: a fault that somebody must look at."""
        counts = {
            "with_a_place": Count("registrations", filter=Q(registrations__has_place=True)),
            "in_the_queue": Count("registrations", filter=Q(registrations__state="waiting")),
        }
        is_right = Q(places__taken=F("with_a_place"), places__waiting=F("in_the_queue"))
        return self.filter(places__isnull=False).annotate(**counts).exclude(is_right)

    def past(self) -> Self:
        """Before today, the latest first."""
        return self.filter(held_on__lt=timezone.localdate()).order_by("-held_on", "-pk")

    def held(self) -> Self:
        """Past, and not cancelled."""
        return self.past().filter(is_cancelled=False)

    def over(self) -> Self:
        """Held, and it is noon of the next day or later."""
        return self.held().filter(held_on__lte=last_day_over())

    def before(self, event: "Event") -> Self:
        """Held before that meeting, the latest first."""
        return self.held().filter(held_on__lt=event.held_on)

    def without_notes(self) -> Self:
        """Held four weeks ago or longer, and nobody has said what came of it."""
        return self.held().filter(held_on__lt=timezone.localdate() - NOTES_WITHIN, outcome="")


class Event(Publishable, Addressed, Joining):
    moments = ("published_at", "registration_opens_at", "registration_closes_at")

    title = models.CharField(max_length=120, help_text="What this meeting is about.")
    held_on = models.DateField("day", help_text="The day it is held.")
    doors_open = models.TimeField(null=True, blank=True, help_text="When people can come in.")
    starts = models.TimeField(null=True, blank=True, help_text="When it starts. Leave empty if it is not on record.")
    ends = models.TimeField(null=True, blank=True, help_text="When it ends.")
    is_cancelled = models.BooleanField("cancelled", default=False, help_text="The page and the calendar file say so; the page stays.")
    summary = models.CharField(max_length=300, help_text="One or two sentences, shown in lists.")
    body = models.TextField(blank=True, help_text="More about it, in Markdown.")
    venue = models.CharField(max_length=120, blank=True, help_text="The building. Leave empty if it is still to be announced.")
    address = models.CharField(max_length=200, blank=True, help_text="Street and postcode.")
    getting_there = models.TextField(blank=True, help_text="Stations, buses, parking.")
    access = models.TextField("access at the venue", blank=True, help_text="Entrance, lift, toilets, hearing loop, quiet room.")
    cost = models.CharField(max_length=120, blank=True, help_text="What it costs, and whether there is food.")
    registration_opens_at = models.DateTimeField(
        null=True, blank=True, help_text="From when people can register. Leave empty to open it as soon as there are places."
    )
    registration_closes_at = models.DateTimeField(
        null=True, blank=True, help_text="Until when people can register. Leave empty to close it when the meeting starts."
    )
    first_reminder = models.PositiveSmallIntegerField(
        null=True, blank=True, default=7, help_text="How many days before, at 9am. Leave empty to send none."
    )
    last_reminder = models.PositiveSmallIntegerField(
        null=True, blank=True, default=1, help_text="How many days before, at 9am. Leave empty to send none."
    )
    outcome = models.TextField("what came of it", blank=True, help_text="After the meeting: what was shown, asked and agreed. Markdown.")
    told_us = models.TextField(
        "what you told us",
        blank=True,
        help_text="What the feedback said, summed up in your words, and what will change. Public. Never a quotation. Markdown.",
    )
    feedback_version = models.PositiveSmallIntegerField(
        "feedback link", default=1, help_text="Raise it by one to end the link to the feedback form that was sent before."
    )

    objects = EventQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["-held_on", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *Joining.Meta.constraints,
            models.CheckConstraint(
                name="forum_event_ends_after_it_starts",
                condition=models.Q(starts__isnull=True) | models.Q(ends__isnull=True) | models.Q(ends__gt=models.F("starts")),
                violation_error_message="It ends before it starts.",
            ),
            models.CheckConstraint(
                name="forum_event_end_needs_a_start",
                condition=models.Q(ends__isnull=True) | models.Q(starts__isnull=False),
                violation_error_message="An end needs a start.",
            ),
            models.CheckConstraint(
                name="forum_event_registration_closes_after_it_opens",
                condition=models.Q(registration_opens_at__isnull=True)
                | models.Q(registration_closes_at__isnull=True)
                | models.Q(registration_closes_at__gt=models.F("registration_opens_at")),
                violation_error_message="Registration closes before it opens.",
            ),
            models.CheckConstraint(
                name="forum_event_reminders_are_days_before",
                condition=(models.Q(first_reminder__isnull=True) | models.Q(first_reminder__range=(1, MOST_DAYS_BEFORE)))
                & (models.Q(last_reminder__isnull=True) | models.Q(last_reminder__range=(1, MOST_DAYS_BEFORE))),
                violation_error_message=f"A reminder goes out from 1 to {MOST_DAYS_BEFORE} days before.",
            ),
            models.CheckConstraint(
                name="forum_event_reminders_are_in_order",
                condition=models.Q(first_reminder__isnull=True)
                | models.Q(last_reminder__isnull=True)
                | models.Q(first_reminder__gt=models.F("last_reminder")),
                violation_error_message="The first reminder goes out more days before than the last.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.held_on:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("forum:event", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self._erases_people():
            raise ValidationError({"held_on": WRONG_YEAR})

    def _erases_people(self) -> bool:
        """Whether its day is moved to one that is over, from which what is held about its people would count as kept too long.

        It is asked of every meeting with places, whether or not anybody has registered: that is not for everybody to know.
        """
        if self.pk is None or not isinstance(self.held_on, date) or not self.is_past or not self.has_places:
            return False
        was = Event.objects.values_list("held_on", flat=True).get(pk=self.pk)
        return was != self.held_on and was > timezone.localdate() - IDENTITY.after

    @property
    def is_past(self) -> bool:
        return self.held_on < timezone.localdate()

    @property
    def is_over(self) -> bool:
        """It was held, and it is noon of the next day or later: what became of everybody is settled."""
        return not self.is_cancelled and self.held_on <= last_day_over()

    @property
    def begins_at(self) -> datetime:
        """The moment from which nothing about a registration can change: its start, or the first minute of its day."""
        return self.starts_at or datetime.combine(self.held_on, time(), tzinfo=ZoneInfo(settings.TIME_ZONE))

    @property
    def has_begun(self) -> bool:
        return timezone.now() >= self.begins_at

    @property
    def has_a_queue(self) -> bool:
        """Whether a place that comes free is offered to whoever waits: until it begins, and only while it stands."""
        return not self.has_begun and not self.is_cancelled

    @property
    def closes_at(self) -> datetime:
        return min(self.registration_closes_at or self.begins_at, self.begins_at)

    @property
    def moved(self) -> list[str]:
        """From where to where, and from when to when, since it was announced; nothing once it is over or will not be."""
        first = next(iter(self.changes.all()), None)
        return moves.sentences(first, self) if first and not self.is_past and not self.is_cancelled else []

    @property
    def has_places(self) -> bool:
        """Whether people register for it here at all."""
        return hasattr(self, "places")

    @property
    def opens_later(self) -> bool:
        return self.registration_opens_at is not None and timezone.now() < self.registration_opens_at

    @property
    def is_open(self) -> bool:
        """Whether somebody can register now."""
        return self.has_places and not self.is_cancelled and not self.opens_later and timezone.now() < self.closes_at

    @property
    def gives_places(self) -> bool:
        """Whether whoever registers now has a place at once, so that workshops are places too, and not wishes."""
        return self.has_places and not self.places.is_full and not self.is_by_approval

    @property
    def starts_at(self) -> datetime | None:
        """The moment it starts, in local time; None where only the day is on record."""
        return _moment(self.held_on, self.starts)

    @property
    def ends_at(self) -> datetime | None:
        return _moment(self.held_on, self.ends)


class AgendaItem(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="agenda", help_text="The meeting it belongs to.")
    at = models.TimeField("time", help_text="When it starts.")
    title = models.CharField(max_length=160, help_text="What happens.")

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "at", "title"], name="forum_agenda_item_once", violation_error_message="This item is already listed."
            ),
        ]

    def __str__(self) -> str:
        return self.title


def _moment(on: date, at: time | None) -> datetime | None:
    return datetime.combine(on, at, tzinfo=ZoneInfo(settings.TIME_ZONE)) if at else None
