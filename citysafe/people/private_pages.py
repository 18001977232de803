"""Pages for people who sign in and see nothing of the desk: partners, and helpers at the door of a meeting."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control

from citysafe.people import second_factor, sessions

View = Callable[..., HttpResponseBase]
KeptOut = Callable[[HttpRequest], HttpResponseBase | None]


def private_page(kept_out: KeptOut) -> Callable[[View], View]:
    """Serve a view to whoever is not `kept_out`, and never store it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
            response = kept_out(request) or view(request, *args, **parts)
            patch_cache_control(response, no_store=True)
            return response

        return page

    return decorate


def kept_out(
    request: HttpRequest, *, may_enter: Callable[[Any], bool], is_proven: Callable[[HttpRequest, Any], bool]
) -> HttpResponseBase | None:
    """Where whoever asks goes first: to sign in, or to show a second factor. None for who may go on; `PermissionDenied` for who never may."""
    if sessions.is_over(request):
        logout(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_request_login_code"))
    if not may_enter(request.user):
        raise PermissionDenied
    if not is_proven(request, request.user):
        sentence, address = second_factor.next_step(request.user)
        messages.info(request, sentence)
        return redirect_to_login(request.get_full_path(), address)
    return None
