"""Text that staff wrote, made safe to show; dates and moments as people read them."""

from datetime import date, datetime, time
from functools import lru_cache

import nh3
from django.utils import timezone
from markdown import Markdown

TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "a",
    "strong",
    "em",
    "blockquote",
    "code",
    "hr",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href", "title"}, "th": {"scope"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=1_000)
def to_html(source: str) -> str:
    """Markdown to HTML that holds nothing but the tags, attributes and addresses listed above.

    The page has its own h1, so a heading of the first level becomes one of the second. The same text is converted once a process.
    """
    source = source.replace("\x00", "")
    try:
        html = Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(source)
    except RecursionError:  # a list within a list, hundreds deep: shown as it was typed
        html = f"<p>{nh3.clean_text(source)}</p>"
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")


def counted(number: int, one: str, many: str) -> str:
    """“1 meeting”, “2,000 meetings”."""
    return f"{number:,} {one if number == 1 else many}"


def day(value: object) -> str:
    """“11 March 2024”; a moment in local time; nothing for nothing."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else ""


def clock(value: time | datetime) -> str:
    """“6pm”, “6.30pm”, “midday”, “midnight”; a moment in local time."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if value.minute == 0 and value.hour in {0, 12}:
        return "midday" if value.hour else "midnight"
    minutes = f".{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"
