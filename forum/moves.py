"""When and where a meeting is held, and what became of it when staff moved it, in the words that pages and letters have."""

from datetime import date, time
from typing import Protocol

from citysafe.design.text import clock, day

FACTS = ("held_on", "starts", "ends", "venue", "address", "is_cancelled")
"""What people plan by: the fields of a meeting of whose change everybody who is registered is told."""


class Held(Protocol):
    """A meeting as it stands, or as it stood."""

    held_on: date
    starts: time | None
    ends: time | None
    venue: str
    address: str
    is_cancelled: bool


def when(of: Held) -> str:
    """Such as “Thursday 14 May 2027, 10am to 1pm”."""
    hours = f", {clock(of.starts)}" if of.starts else ""
    return f"{of.held_on:%A} {day(of.held_on)}{hours}" + (f" to {clock(of.ends)}" if of.starts and of.ends else "")


def where(of: Held) -> str:
    """The venue with its address; nothing while it is still to be announced."""
    return ", ".join(filter(None, [of.venue, of.address]))


def facts(of: Held) -> dict[str, object]:
    return {name: getattr(of, name) for name in FACTS}


def sentences(before: Held, now: Held) -> list[str]:
    """What is new for whoever knew how it stood before; nothing where it is as it was."""
    if now.is_cancelled:
        return [] if before.is_cancelled else ["Cancelled. This meeting will not take place."]
    told = ["It takes place after all."] if before.is_cancelled else []
    if when(before) != when(now):
        told.append(f"Moved from {when(before)} to {when(now)}.")
    if where(before) != where(now):
        told.append(_other_place(where(before), where(now)))
    return told


def _other_place(before: str, now: str) -> str:
    if not now:
        return f"Moved from {before} to another place, which is still to be announced."
    return f"Moved from {before} to {now}." if before else f"The place is now known: {now}."
