"""What every public page has in common: safe methods alone, a public cache header, and its draft for staff."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from citysafe.publishing import editions

View = Callable[..., HttpResponseBase]

stored_by_caches = cache_control(public=True, max_age=60)


def public_page(view: View) -> View:
    """Serve a view to everybody as published and, below /preview/, to staff as it would be.

    The view is called with `preview`, which it hands to `queryset.shown(preview=...)`.
    """

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, *args: Any, preview: bool = False, **parts: Any) -> HttpResponseBase:
        if preview:
            return _preview(view, request, *args, **parts)
        return editions.page(request, lambda: stored_by_caches(view)(request, *args, preview=False, **parts))

    return page


def public_file(view: View) -> View:
    """Serve a view to everybody in the same way, where there is nothing to preview."""

    @require_safe
    @wraps(view)
    def file(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        return editions.page(request, lambda: stored_by_caches(view)(request, *args, **parts))

    return file


def constant_file(view: View) -> View:
    """Serve a view to everybody that needs no database, and none to be there."""
    return require_safe(stored_by_caches(view))


def _preview(view: View, request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not admin.site.has_permission(request):
        return admin.site.login(request)
    response = view(request, *args, preview=True, **parts)
    response.headers["Cache-Control"] = "no-store"
    return response
