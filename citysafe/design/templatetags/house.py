"""Formatting that every page uses."""

from datetime import date, datetime, time

from django import template
from django.utils.safestring import SafeString, mark_safe

from citysafe.design import qr, text

register = template.Library()


@register.filter
def markdown(value: str) -> SafeString:
    """Staff's Markdown as clean HTML, headings starting one below the page's own."""
    return mark_safe(text.to_html(value or ""))  # noqa: S308 (sanitised in to_html)


@register.filter
def day(value: object) -> str:
    return text.day(value)


@register.filter(name="qr")
def as_qr(address: str, label: str) -> SafeString:
    """A picture that leads a camera to an address; the label is what it is called where it cannot be seen."""
    return qr.svg(address, label)


@register.filter
def clock(value: time | datetime | None) -> str:
    return text.clock(value) if value else ""


@register.filter
def iso_day(value: str) -> str:
    """“2024-03-11”, as stored data hold a day, as people read it; nothing for nothing."""
    return text.day(date.fromisoformat(value)) if value else ""
