"""When figures came out, and when the next are due."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from statistics.files.tables import Column, Table
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
        Column("why_cancelled", "string", "Why it will not come; [z] where it is not cancelled."),
        Column("page", "string", "Its page, with changed days and corrections."),
    ),
    key="release_id",
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
            "why_cancelled": release.cancelled_because,
            "page": settings.SITE_URL + release.get_absolute_url(),
        }
