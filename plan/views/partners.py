"""What the people of an organisation see when they have signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from citysafe.people import second_factor, sessions
from plan.listing import WHAT_IS_DUE_FIRST
from plan.models import Action, Membership, ProgressUpdate

View = Callable[..., HttpResponseBase]


def partner_page(view: View) -> View:
    """Serve a view to whoever is signed in and belongs to an organisation, and never store it.

    A password alone opens nothing: a second factor stands beside it, or a mailed code in its place. Whoever may enter the desk too shows the factor.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        response = kept_out(request) or view(request, *args, **parts)
        patch_cache_control(response, no_store=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return page


def kept_out(request: HttpRequest) -> HttpResponseBase | None:
    if sessions.is_over(request):
        logout(request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_request_login_code"))
    user = request.user
    if not Membership.objects.of(user).exists():
        raise PermissionDenied
    if not second_factor.is_proven_to_partners(request, user):
        sentence, address = second_factor.next_step(user)
        messages.info(request, sentence)
        return redirect_to_login(request.get_full_path(), address)
    return None


@require_safe
@partner_page
def home(request: HttpRequest) -> HttpResponse:
    """What the person's organisations lead in the current plan, what is due first, each with what was said last time."""
    memberships = Membership.objects.of(request.user).select_related("organisation")  # type: ignore[arg-type]
    led = Action.objects.led_by_organisations_of(request.user).filter(priority__plan__is_current=True)  # type: ignore[arg-type]
    said = Prefetch("updates", ProgressUpdate.objects.published(), to_attr="said")
    actions = led.select_related("lead").prefetch_related(said).order_by(*WHAT_IS_DUE_FIRST)
    return render(request, "partners/home.html", {"memberships": memberships, "actions": actions})
