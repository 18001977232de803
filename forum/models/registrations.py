"""The registrations that somebody asks for: adjectives that chain."""

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.utils import timezone

from forum.addresses import email_key
from forum.models.states import ENDED

if TYPE_CHECKING:
    from forum.models.registration import Registration  # noqa: F401 (named in words below)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        return self.exclude(state__in=ENDED)

    def with_a_place(self) -> Self:
        """Those for whom a place is kept, the offered ones included."""
        return self.filter(has_place=True)

    def in_the_queue(self) -> Self:
        """Who waits, the first of the queue first: numbers are given while the row of places is locked."""
        return self.filter(state="waiting").order_by("queue_rank", "pk")

    def with_position(self) -> Self:
        """Each with `position`, its number in the queue of its meeting; None for whoever does not wait."""
        not_behind = Q(queue_rank__lt=OuterRef("queue_rank")) | Q(queue_rank=OuterRef("queue_rank"), pk__lte=OuterRef("pk"))
        before = self.model._default_manager.filter(not_behind, event=OuterRef("event"), state="waiting").order_by()
        number = before.values("event").annotate(number=Count("pk")).values("number")
        return self.annotate(position=Case(When(state="waiting", then=Subquery(number))))

    def to_decide(self) -> Self:
        """Those about whom the organisers of a meeting to come have not decided."""
        return self.filter(state="awaiting_approval", event__held_on__gte=timezone.localdate())

    def ending_soon(self) -> Self:
        """Offers that end within a day."""
        now = timezone.now()
        return self.filter(state="offered", expires_at__gt=now, expires_at__lte=now + timedelta(days=1))

    def overdue(self) -> Self:
        """What was to be answered until a moment that is over."""
        return self.filter(expires_at__lte=timezone.now())

    def held(self) -> Self:
        return self.filter(is_held=True)

    def of_address(self, email: str) -> Self:
        return self.filter(email_key=email_key(email))
