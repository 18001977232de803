"""Sessions, sign-in and form tokens for the private part of the site alone.

A public page never reads or sets a cookie, whatever a visitor sends: it can be stored and served to all.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware import csrf
from django.utils.deprecation import MiddlewareMixin

from citysafe.people import early


def is_private(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.PRIVATE_PREFIXES)


class PrivateOnly(MiddlewareMixin):
    """Stands before one of Django's own and passes public requests by."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return super().__call__(request) if is_private(request) else self.get_response(request)  # type: ignore[return-value]

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponseBase | None:
        process_view = getattr(super(), "process_view", None)
        return process_view(request, *view) if process_view and is_private(request) else None


class SessionMiddleware(PrivateOnly, sessions.SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        """A key that no session of ours can have never gets as far as the database, which may choke on it."""
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)


class CsrfViewMiddleware(PrivateOnly, csrf.CsrfViewMiddleware):  # type: ignore[misc]
    pass


class AuthenticationMiddleware(PrivateOnly, auth.AuthenticationMiddleware):
    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """From here on it depends on who is signed in, if anybody, whether figures are seen before their release."""
        with early.answering(request):
            return super().__call__(request)


class MessageMiddleware(PrivateOnly, messages.MessageMiddleware):
    pass
