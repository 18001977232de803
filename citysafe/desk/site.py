"""The staff admin: one front door, with the second factor asked for where the site is in service."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from citysafe.desk import attention
from citysafe.desk.order import GROUPS, in_order
from citysafe.history.models import Revision
from citysafe.people import second_factor

OWN_CHANGES_SHOWN = 8
logger = logging.getLogger("django.request")


class StaffSite(AdminSite):
    site_header = "Citysafe: staff desk"
    site_title = "Citysafe staff desk"
    index_title = "What would you like to change?"
    enable_nav_sidebar = True
    empty_value_display = "None"

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and second_factor.is_satisfied(request, request.user)  # type: ignore[arg-type]

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        return super().admin_view(_without_nonsense(view), cacheable)

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Only signed-in staff get this far: they go on, or see to their second factor first."""
        wanted = _safe_next(request) or reverse("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(wanted)
        sentence, address = second_factor.next_step(request.user)  # type: ignore[arg-type]
        messages.info(request, sentence)
        return HttpResponseRedirect(f"{address}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account_change_password")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        return in_order(super().get_app_list(request, app_label))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        app_list = self.get_app_list(request)
        matters = attention.waiting(self, request, [*GROUPS])
        changes_nothing = bool(app_list) and all(model["view_only"] for app in app_list for model in app["models"])
        context = {
            "title": "What would you like to look at?" if changes_nothing else self.index_title,
            "app_list": app_list,
            "waiting": [one for one in matters if one.number],
            "quiet": [one for one in matters if not one.number],
            "own_changes": Revision.objects.filter(by=request.user.pk)[:OWN_CHANGES_SHOWN],
            "has_second_factor": second_factor.has_one(request.user),  # type: ignore[arg-type]
            "changes_nothing": changes_nothing,
        }
        return super().index(request, {**context, **(extra_context or {})})


def _without_nonsense(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Django's lists trust what their addresses and choices hold: a year 10000 or a row “abc” is a fault of the request.

    A fault of ours may look the same: the visitor is told that the request was at fault, the log keeps where it broke.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **parts)
        except (ValueError, OverflowError, DataError) as error:
            if not _may_be_nonsense(request, *args, *parts.values()):
                raise
            logger.exception("Refused at the desk: %s", request.path, extra={"status_code": 400, "request": request})
            raise BadRequest(f"{type(error).__name__} in a list") from error

    return guarded


def _may_be_nonsense(request: HttpRequest, *parts: object) -> bool:
    """Whether anybody could have written what broke it: a query, a choice in a list, the key of a thing."""
    if request.method == "POST":
        return "action" in request.POST
    return bool(request.META["QUERY_STRING"]) or any(not re.fullmatch(r"[0-9]{1,18}", str(part)) for part in parts)


def _safe_next(request: HttpRequest) -> str:
    address = request.GET.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()) else ""
