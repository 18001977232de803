"""The releases as an Atom feed: what came out, what was corrected, announced days that changed, and what was cancelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from citysafe.design.text import clock, day
from citysafe.pages.models import Partnership
from statistics import notices
from statistics.models import DateChange, Release

MOST = 60
NOT_IN_XML = {number: None for number in range(32) if chr(number) not in "\t\n\r"}


@dataclass(frozen=True)
class Item:
    """One line of the feed; `key` tells it from others of the same page."""

    title: str
    words: str
    address: str
    key: str
    at: datetime


def text() -> str:
    """The newest lines, as XML."""
    name = _clean((Partnership.objects.first() or Partnership()).name)
    feed = Atom1Feed(
        title=f"Releases of figures: {name}",
        description="",
        subtitle="What came out, what was corrected, announced days that changed, and what was cancelled.",
        link=f"{settings.SITE_URL}{reverse('statistics:releases')}",
        feed_url=f"{settings.SITE_URL}{reverse('statistics:releases-feed')}",
        language="en-GB",
        author_name=name,
    )
    for item in sorted([*_released(), *_corrected(), *_moved(), *_cancelled()], key=lambda item: item.at, reverse=True)[:MOST]:
        link = f"{settings.SITE_URL}{item.address}"
        feed.add_item(
            _clean(item.title), link, escape(_clean(item.words)), pubdate=item.at, updateddate=item.at, unique_id=f"{link}#{item.key}"
        )
    return feed.writeString("utf-8")


def _released() -> Iterator[Item]:
    for release in Release.objects.released()[:MOST]:
        words = release.summary or "The figures are on the page of the release."
        yield Item(release.title, words, release.get_absolute_url(), "released", release.moment)


def _corrected() -> Iterator[Item]:
    for notice in notices.newest(MOST, preview=False):
        release = notice.version.release
        address = (release or notice.series.measure).get_absolute_url()
        yield Item(f"Corrected: {notice.name}", notice.words, address, notice.anchor, notice.version.at)


def _moved() -> Iterator[Item]:
    announced = DateChange.objects.filter(release__in=Release.objects.open_to_all()).select_related("release")
    for change in announced.order_by("-changed_at", "-pk")[:MOST]:
        which = "time" if change.is_of_time_alone else "day"
        words = f"Now due: {_new(change)}. {change.reason}"
        yield Item(f"New {which}: {change.release}", words, change.release.get_absolute_url(), f"day-{change.pk}", change.changed_at)


def _cancelled() -> Iterator[Item]:
    for release in Release.objects.open_to_all().filter(is_cancelled=True).order_by("-cancelled_at", "-pk")[:MOST]:
        at: datetime = release.cancelled_at  # type: ignore[assignment]  # a constraint holds it
        yield Item(f"Cancelled: {release}", f"It will not come. {release.cancelled_because}", release.get_absolute_url(), "cancelled", at)


def _new(change: DateChange) -> str:
    """“31 January 2027”; with the time where that is what changed."""
    if change.new_only_month_known:
        return f"{change.new_due_on:%B %Y}"
    return f"{day(change.new_due_on)} at {clock(change.release.due_at)}" if change.is_of_time_alone else day(change.new_due_on)


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return text.translate(NOT_IN_XML)
