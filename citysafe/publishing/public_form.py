"""Forms for everybody: no cookie, no session, no account behind them, so that nothing can be done in somebody's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from citysafe.design import faults

View = Callable[..., HttpResponseBase]
HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def public_form(view: View) -> View:
    """Serve a form, and take it from this site's own pages alone. Its answers, refusals too, are never stored and never listed.

    The form itself is a `StampedForm`: a page of another site cannot make a stamp.
    """
    return _form(view, HEADERS)


def private_link(view: View) -> View:
    """A public form whose address is a secret: the browser must not pass it on."""
    return _form(view, HEADERS | {"Referrer-Policy": "no-referrer"})


def one_click(view: View) -> View:
    """The way out of a mailing: a private link that mail programs post to from anywhere. The secret in its address is the proof."""
    return _form(view, HEADERS | {"Referrer-Policy": "no-referrer"}, from_anywhere=True)


def _form(view: View, headers: dict[str, str], *, from_anywhere: bool = False) -> View:
    answer = require_http_methods(["GET", "HEAD", "POST"])(sensitive_post_parameters()(view))

    @csrf_exempt
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        is_ours = from_anywhere or request.method != "POST" or is_from_this_site(request)
        response = answer(request, *args, **parts) if is_ours else faults.page(403, request)
        for name, value in headers.items():
            response.headers[name] = value
        return response

    return page


def is_from_this_site(request: HttpRequest) -> bool:
    """By what the browser says of the page that sent it. An old one says nothing; a page without referrer says “null”."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin", "null") in {"null", settings.SITE_URL}
