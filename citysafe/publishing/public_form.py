"""Forms for everybody: no cookie, no session, no account behind them, so that nothing can be done in somebody's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def public_form(view: View) -> View:
    """Serve a form, and take it from this site's own pages alone. Its answers are never stored and never listed.

    The form itself is a `StampedForm`: a page of another site cannot make a stamp.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        if request.method == "POST" and not _is_from_this_site(request):
            raise PermissionDenied
        response = view(request, *args, **parts)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    guarded = require_http_methods(["GET", "HEAD", "POST"])(sensitive_post_parameters()(page))
    return csrf_exempt(guarded)


def private_link(view: View) -> View:
    """A public form whose address is a secret: the browser must not pass it on."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        response = view(request, *args, **parts)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return public_form(page)


def _is_from_this_site(request: HttpRequest) -> bool:
    """By what the browser says of the page that sent it. An old one says nothing; a page without referrer says “null”."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == urlsplit(settings.SITE_URL).netloc or origin == settings.SITE_URL
