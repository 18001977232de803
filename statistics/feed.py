"""The releases as an Atom feed: what came out, what was corrected, announced days that changed, and what was cancelled."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from citysafe.design import atom
from citysafe.design.atom import Entry
from citysafe.design.text import clock, day
from citysafe.pages.models import Partnership
from statistics import notices
from statistics.models import DateChange, Release

MOST = 60


def text() -> str:
    """The newest lines, as XML."""
    entries = sorted([*_released(), *_corrected(), *_moved(), *_cancelled()], key=lambda entry: entry.at, reverse=True)[:MOST]
    return atom.text(
        entries,
        title="Releases of figures",
        subtitle="What came out, what was corrected, announced days that changed, and what was cancelled.",
        page=reverse("statistics:releases"),
        feed=reverse("statistics:releases-feed"),
        author=(Partnership.objects.first() or Partnership()).name,
    )


def _released() -> Iterator[Entry]:
    for release in Release.objects.released()[:MOST]:
        words = release.summary or "The figures are on the page of the release."
        yield Entry(release.title, words, release.get_absolute_url(), "released", release.moment)


def _corrected() -> Iterator[Entry]:
    for notice in notices.newest(MOST, preview=False):
        release = notice.version.release
        address = (release or notice.series.measure).get_absolute_url()
        yield Entry(f"Corrected: {notice.name}", notice.words, address, notice.anchor, notice.version.at)


def _moved() -> Iterator[Entry]:
    announced = DateChange.objects.filter(release__in=Release.objects.open_to_all()).select_related("release")
    for change in announced.order_by("-changed_at", "-pk")[:MOST]:
        which = "time" if change.is_of_time_alone else "day"
        words = f"Now due: {_new(change)}. {change.reason}"
        yield Entry(f"New {which}: {change.release}", words, change.release.get_absolute_url(), f"day-{change.pk}", change.changed_at)


def _cancelled() -> Iterator[Entry]:
    for release in Release.objects.open_to_all().filter(is_cancelled=True).order_by("-cancelled_at", "-pk")[:MOST]:
        at: datetime = release.cancelled_at  # type: ignore[assignment]  # a constraint holds it
        yield Entry(f"Cancelled: {release}", f"It will not come. {release.cancelled_because}", release.get_absolute_url(), "cancelled", at)


def _new(change: DateChange) -> str:
    """“31 January 2027”; with the time where that is what changed."""
    if change.new_only_month_known:
        return f"{change.new_due_on:%B %Y}"
    return f"{day(change.new_due_on)} at {clock(change.release.due_at)}" if change.is_of_time_alone else day(change.new_due_on)
