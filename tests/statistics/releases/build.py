"""Releases on their way, for the tests of this folder and of imports."""

from datetime import UTC, date, datetime
from typing import Any

from citysafe.people.models import User
from statistics import contents, services
from statistics.models import FigureRevision, Import, Observation, Release
from tests.factories import ReleaseFactory, UserFactory

WHEN = datetime(2027, 1, 24, 9, 30, tzinfo=UTC)
BEFORE, LATER = WHEN.replace(day=20), WHEN.replace(hour=12)


def draft(*held: Observation | FigureRevision, **fields: Any) -> Release:
    """A draft for 24 January 2027, 9.30am, that holds these."""
    of = ReleaseFactory(**{"state": "draft", "published_at": None, "due_on": date(2027, 1, 24), **fields})
    fill(of, *held)
    return of


def fill(of: Release, *held: Observation | FigureRevision) -> None:
    figures = [one for one in held if isinstance(one, Observation)]
    revisions = [one for one in held if isinstance(one, FigureRevision)]
    services.fill(of=of, observations=figures, revisions=revisions, by=UserFactory())


def in_review(*held: Observation | FigureRevision, by: User | None = None, **fields: Any) -> Release:
    of = draft(*held, **fields)
    services.ask_for_review(of=of, by=by or UserFactory())
    return of


def release(of: Release, by: User | None = None) -> datetime:
    """As somebody else does who has just looked at it."""
    return services.release(of=of, digest=contents.digest(of), by=by or UserFactory())


def let_out(upload: Import, by: User | None = None, asked_by: User | None = None) -> Release:
    """Everything of an import that waits, out at once."""
    asked_by = asked_by or UserFactory()
    of = services.release_of(of=upload, by=asked_by)
    assert of is not None
    Release.objects.filter(pk=of.pk).update(due_on=date(2024, 3, 11))
    of.refresh_from_db()
    services.ask_for_review(of=of, by=asked_by)
    release(of, by)
    return of


def revise(figure: Observation, value: int | None = 82, by: User | None = None, **said: Any) -> FigureRevision:
    """A correction that waits: 82, since digits were swapped."""
    says = {
        "value": value,
        "missing": "" if value is not None else "confidential",
        "status": "revised",
        "edition": "Second",
        "edition_on": None,
    }
    told = {"kind": "corrected", "reason": "Digits were swapped."}
    return services.revise(observation=figure, by=by or UserFactory(), **{**says, **told, **said})
