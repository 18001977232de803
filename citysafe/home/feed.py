"""What has changed as an Atom feed, line by line as the page has it."""

from collections.abc import Iterable
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone

from citysafe.design import atom
from citysafe.home.latest import Change
from citysafe.pages.models import Partnership


def text(changes: Iterable[Change], query: str) -> str:
    """As XML; `query` is what the list was asked for."""
    asked = f"?{query}" if query else ""
    return atom.text(
        (atom.Entry(change.title, change.words, change.address, change.key, _moment(change)) for change in changes),
        title="What has changed",
        subtitle="Announcements, progress and corrections, newest first.",
        page=f"{reverse('home:changes')}{asked}",
        feed=f"{reverse('home:changes-feed')}{asked}",
        author=(Partnership.objects.first() or Partnership()).name,
    )


def _moment(change: Change) -> datetime:
    """The beginning of its day: the list tells no hour."""
    return timezone.make_aware(datetime.combine(change.on, time.min))
