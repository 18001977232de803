"""The house's own error pages. None of them needs a database, a session or a form to be shown."""

import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

SECONDS_UNTIL_RETRY = 30
ABOUT_THE_BODY = ("Content-Type", "Content-Length")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def page(status: int, request: HttpRequest | None = None, **words: Any) -> HttpResponse:
    """The house's page for this fault; with the usual help and footer where the database gives them."""
    context = {"status": status, **words}
    try:
        html = render_to_string("fault.html", context, request)
    except DatabaseError:
        html = render_to_string("fault.html", context)
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(400, request)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(403, request)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(403, request, form_expired=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(404, request)


def server_error(request: HttpRequest) -> HttpResponse:
    """An answer of our own without the database; where the database is what failed, one that says to come back."""
    if not isinstance(sys.exception(), OperationalError | InterfaceError):
        return page(500)
    response = page(503)
    response.headers["Retry-After"] = str(SECONDS_UNTIL_RETRY)
    return response


class HousePagesMiddleware:
    """Gives an error without a page of its own the house's page, and refuses methods that no page answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return self._replaced(request, HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST, OPTIONS"}))
        return self._replaced(request, self.get_response(request))

    def _replaced(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code < HTTPStatus.BAD_REQUEST or response.streaming or not _is_bare(response):
            return response
        house = page(response.status_code, request)
        for name, value in response.headers.items():
            if name not in ABOUT_THE_BODY:
                house.headers[name] = value
        return house


def _is_bare(response: HttpResponseBase) -> bool:
    """Django's own short answers: nothing at all, or a heading without a page around it."""
    body: bytes = getattr(response, "content", b"")
    return not body or (
        response.headers.get("Content-Type", "").startswith("text/html") and b'<main id="main"' not in body and b"<html" not in body[:400]
    )
