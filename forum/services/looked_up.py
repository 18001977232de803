"""Erasing what staff have looked up about somebody: to be called in one transaction, by the numbers that `finding` gives."""

from collections.abc import Collection
from typing import Any

from forum.models import Places, Registration, Subscriber
from forum.services import erasing, subscribing


def erase_registrations(numbers: Collection[int], by: Any, why: str) -> int:
    """The places of all their meetings are locked first, in one order."""
    there = Registration.objects.filter(pk__in=numbers).select_related("event").order_by("event", "pk")
    list(Places.objects.select_for_update().filter(event__in=there.values("event")).order_by("event"))
    return sum(erasing.erase_one(registration, by, why) for registration in there)


def erase_subscribers(numbers: Collection[int], by: Any, why: str) -> int:
    return sum(subscribing.forget(one) for one in Subscriber.objects.filter(pk__in=numbers).order_by("pk"))


ERASERS = {
    "forum.Registration": erase_registrations,
    "forum.Subscriber": erase_subscribers,
    **{rows.model: rows.erase for rows in erasing.WHOLE},
}
"""How staff erase what they have looked up, by model."""
