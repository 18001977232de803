"""What the people of an organisation see when they have signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from citysafe.people import second_factor
from plan.models import Action, Membership, Organisation

View = Callable[..., HttpResponseBase]


def partner_page(view: View) -> View:
    """Serve a view to whoever is signed in and belongs to an organisation, and never store it.

    Whoever may enter the desk too has shown the second factor first, as for the desk.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        response = kept_out(request) or view(request, *args, **parts)
        patch_cache_control(response, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return page


def kept_out(request: HttpRequest) -> HttpResponseBase | None:
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_request_login_code"))
    if not Membership.objects.of(user).exists():
        raise PermissionDenied
    if user.has_admin_access and not second_factor.is_satisfied(request, user):
        return admin.site.login(request)
    return None


@partner_page
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    context = {
        "organisations": Organisation.objects.filter(memberships__in=Membership.objects.of(user)),  # type: ignore[arg-type]
        "actions": Action.objects.led_by_organisations_of(user).select_related("lead"),  # type: ignore[arg-type]
    }
    return render(request, "partners/home.html", context)
