"""Somebody invented, for staff to see what a mail or a list looks like."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from forum.models import Event, Places, Registration, Subscriber
from forum.models.states import WITH_A_PLACE


def registration(state: str, **fields: Any) -> Registration:
    """A registration that is stored nowhere, for a meeting that is none."""
    event = Event(
        pk=0,
        slug="example",
        title="An example of a forum",
        held_on=date(2030, 3, 14),
        starts=time(10),
        ends=time(13),
        venue="Example Hall",
        address="1 Example Street",
        updated_at=datetime(2030, 1, 14, 12, tzinfo=UTC),
    )
    event.places = Places(event=event, capacity=80, taken=12)
    key = UUID(int=0)
    about = {"first_state": state, "has_place": state in WITH_A_PLACE, "full_name": "Sam Example", "email": "sam@example.org"} | fields
    made = Registration(pk=0, event=event, key=key, state=state, **about)
    made.reference, made.position = "EXAM-PLES", 1  # type: ignore[attr-defined]
    return made


def subscriber() -> Subscriber:
    """Somebody who asked to be told of forums, stored nowhere."""
    return Subscriber(pk=0, email="sam@example.org", link_version=0)
