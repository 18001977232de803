"""Registering as tests do it: through the service, or through the form as a browser sends it."""

import time
from uuid import uuid4

from django.core import signing

from citysafe.publishing.stamps import SALT
from forum import forms, notice, services
from forum.models import Event, Registration
from forum.services import Details
from tests.factories import EventFactory

NOTICE = "2026-01-01"


def event(capacity: int = 3, **fields) -> Event:
    made = EventFactory(coming=True, timed=True, **fields)
    services.set_capacity(event=made, capacity=capacity, by=None)
    return Event.objects.select_related("places").get(pk=made.pk)


def person(name: str = "sam", **fields) -> Details:
    given = {"full_name": name.title(), "email": f"{name}@example.org", "other_organisation": "Resident", **fields}
    return Details(**given)


def register(of: Event, name: str = "sam", **options) -> Registration | None:
    """Register somebody; the registration that the address has now."""
    details = options.pop("details", None) or person(name)
    services.register(event=of, key=options.pop("key", None) or uuid4(), details=details, notice_version=NOTICE, **options)
    return Registration.objects.filter(event=of).of_address(details.email).order_by("pk").last()


def counts(of: Event) -> tuple[int, int]:
    """How many places are taken, and how many wait; checked against the registrations."""
    of.places.refresh_from_db()
    taken, waiting = of.places.taken, of.places.waiting
    assert taken == of.registrations.with_a_place().count()
    assert waiting == of.registrations.in_the_queue().count()
    return taken, waiting


def subject(of: Event) -> str:
    """What the form is about, as the page has it at this moment."""
    return forms.subject(of, notice.version())


def stamp(subject: str, *, age: float = 60, key: str = "") -> str:
    """A stamp as the form had it `age` seconds ago."""
    return signing.dumps([key or uuid4().hex, subject, int(time.time() - age)], salt=SALT)


def typed(of: Event, name: str = "sam", **fields) -> dict[str, str]:
    """What a browser sends."""
    return {
        "full_name": name.title(),
        "email": f"{name}@example.org",
        "other_organisation": "Resident",
        "consent": "on",
        "stamp": stamp(subject(of)),
    } | fields
