"""What every public page has in common: safe methods alone, a public cache header, and its draft for staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SECONDS_IN_CACHES = 60


View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """Serve a view to everybody as published and, below /preview/, to staff as it would be.

    The view is called with `preview`, which it hands to `queryset.shown(preview=...)`.
    """

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, *args: Any, preview: bool = False, **parts: Any) -> HttpResponseBase:
        if preview:
            return _preview(view, request, *args, **parts)
        response = view(request, *args, preview=False, **parts)
        patch_cache_control(response, public=True, max_age=SECONDS_IN_CACHES)
        return response

    return page


def public_file(view: View) -> View:
    """Serve a view to everybody, with the same cache header, where there is nothing to preview."""
    return require_safe(cache_control(public=True, max_age=SECONDS_IN_CACHES)(view))


def _preview(view: View, request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not admin.site.has_permission(request):
        return admin.site.login(request)
    response = view(request, *args, preview=True, **parts)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
