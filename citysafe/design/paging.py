"""Lists in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, things: Any, size: int) -> Page:
    """The page that `?page=` asks for; an impossible number is a page that does not exist."""
    paginator = Paginator(things, size)
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and len(number) < 8 and 1 <= int(number) <= paginator.num_pages):
        raise Http404
    return paginator.page(int(number))
