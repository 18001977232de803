"""When figures came out and when the next are due, every announced day that changed, and who saw figures before."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from citysafe.design.tables import Column, Table
from statistics.models import Release

RELEASED, COMING, CANCELLED = STATES = ("released", "coming", "cancelled")
TABLE = Table(
    "releases",
    "Releases",
    "One row for each release of figures, the latest first: those that are out, those announced, and those cancelled.",
    (
        Column("release_id", "integer", "The number of the release."),
        Column("title", "string", "What comes out with it."),
        Column("state", "string", "Whether it is out.", STATES),
        Column("released_at", "datetime", "The moment at which its figures came out; [z] where they are not out."),
        Column("due_on", "date", "The day for which it was or is planned."),
        Column("only_month_settled", "boolean", "yes where of that day the month alone is settled."),
        Column("summary", "string", "What it holds, in a sentence or two."),
        Column("cancelled_at", "datetime", "The moment at which it was cancelled; [z] where it is not."),
        Column("why_cancelled", "string", "Why it will not come; [z] where it is not cancelled."),
        Column("page", "string", "Its page, with its figures and corrections."),
    ),
    key="release_id",
)
DATE_CHANGES = Table(
    "date_changes",
    "Changed days",
    "One row for each time that an announced day or time was changed: what was announced before, what after, and why.",
    (
        Column("release_id", "integer", "The release whose day it was."),
        Column("number", "integer", "Which change of that release’s day: 1 for the first."),
        Column("changed_at", "datetime", "When the change was announced."),
        Column("due_on", "date", "The day before the change. Where it is the new one too, the time of that day was changed."),
        Column("only_month_settled", "boolean", "yes where of that day the month alone was announced."),
        Column("new_due_on", "date", "The day that it was changed to."),
        Column("new_only_month_settled", "boolean", "yes where of the new day the month alone was settled."),
        Column("reason", "string", "Why it was changed."),
    ),
    key="release_id number",
    links={"release_id": "releases"},
)
EARLY_ACCESS = Table(
    "early_access",
    "Early access",
    "One row for each role that had the figures of a release before everybody else. Of a release that is not out there is none.",
    (
        Column("release_id", "integer", "The release whose figures they had."),
        Column("number", "integer", "Which of those who had them: 1 for the first."),
        Column("who", "string", "Role and organisation, never a person’s name."),
        Column("people", "integer", "How many people that was."),
        Column("seen_at", "datetime", "From which moment on they had the figures."),
        Column("why", "string", "What they needed them for."),
    ),
    key="release_id number",
    links={"release_id": "releases"},
)


def rows(releases: Iterable[Release]) -> Iterator[dict[str, Any]]:
    for release in releases:
        yield {
            "release_id": release.pk,
            "title": release.title,
            "state": RELEASED if release.is_published else CANCELLED if release.is_cancelled else COMING,
            "released_at": release.published_at if release.is_published else None,
            "due_on": release.due_on,
            "only_month_settled": release.only_month_known,
            "summary": release.summary,
            "cancelled_at": release.cancelled_at,
            "why_cancelled": release.cancelled_because,
            "page": settings.SITE_URL + release.get_absolute_url(),
        }


def date_change_rows(releases: Iterable[Release]) -> Iterator[dict[str, Any]]:
    for release in releases:
        for number, change in enumerate(release.date_changes.all(), start=1):
            yield {
                "release_id": release.pk,
                "number": number,
                "changed_at": change.changed_at,
                "due_on": change.due_on,
                "only_month_settled": change.only_month_known,
                "new_due_on": change.new_due_on,
                "new_only_month_settled": change.new_only_month_known,
                "reason": change.reason,
            }


def early_access_rows(releases: Iterable[Release]) -> Iterator[dict[str, Any]]:
    """Of what is out alone, in a preview too: until then the list may still be written."""
    for release in releases:
        for number, access in enumerate(release.early_access.all() if release.is_published else [], start=1):
            same = {name: getattr(access, name) for name in ("who", "people", "seen_at", "why")}
            yield {"release_id": release.pk, "number": number, **same}
