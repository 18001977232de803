"""A list as an Atom feed. Nothing in it can break the XML."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

NOT_IN_XML = {number: None for number in range(32) if chr(number) not in "\t\n\r"}
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One line of a feed; `key` tells it from others of the same page, whichever part of that the address leads to."""

    title: str
    words: str
    address: str
    key: str
    at: datetime


def text(entries: Iterable[Entry], *, title: str, subtitle: str, page: str, feed: str, author: str) -> str:
    """The feed as XML; `page` and `feed` are addresses from the first slash."""
    author = _clean(author)
    made = Atom1Feed(
        title=f"{title}: {author}",
        description="",
        subtitle=subtitle,
        link=f"{settings.SITE_URL}{page}",
        feed_url=f"{settings.SITE_URL}{feed}",
        language="en-GB",
        author_name=author,
    )
    for entry in entries:
        link = f"{settings.SITE_URL}{entry.address}"
        unique_id = f"{link.partition('#')[0]}#{entry.key}"
        made.add_item(_clean(entry.title), link, escape(_clean(entry.words)), pubdate=entry.at, updateddate=entry.at, unique_id=unique_id)
    return made.writeString("utf-8")


def _clean(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return text.translate(NOT_IN_XML)
