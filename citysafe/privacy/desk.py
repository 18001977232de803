"""Pages of the desk for somebody who asks what is held about them, or to be forgotten."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from citysafe.desk.asking import ask
from citysafe.desk.words import DataReasonForm
from citysafe.history import services as history
from citysafe.people.models import User
from citysafe.privacy import access, erasing
from citysafe.privacy.models import has_never_run

GIVES = {"forum": "forum.give_registration", "people": "people.give_user"}
ERASES = {"forum": "forum.manage_registration", "people": "people.change_user"}
TITLE = "What is held about somebody"
TOLD = [
    "For somebody who asks what is held about them. Make sure first that the address is theirs: answer to that address alone.",
    "Who looked, when and why stays in the history, without the address.",
]
FORUM_ALONE = "You see what the forum holds. Whether there is an account as well, an administrator looks up."
TO_ERASE = [
    "Names, addresses, organisations, needs and answers are erased for good, and so is the mail about them. Registrations to come end, and their places pass on.",
    "An account is closed and loses its name and address; what it did stays in the history, as done by “a former account”.",
    "This cannot be taken back, and no mail confirms it. Copies of the database are overwritten within 35 days.",
]
NOT_NOW = "Nothing could be erased just now: try again in some minutes. What is written down already goes with the next day’s work."
asks = (sensitive_post_parameters("address"), require_http_methods(["GET", "HEAD", "POST"]))


class AddressForm(DataReasonForm):
    address = forms.EmailField(
        label="E-mail address",
        max_length=254,
        error_messages={"required": "Give the address.", "invalid": "This is no e-mail address."},
    )
    shape = forms.ChoiceField(
        label="How to give it",
        choices=[("page", "A page to read and to print"), ("file", "A file (JSON)")],
        widget=forms.RadioSelect,
        initial="page",
        error_messages={"required": "Choose a page or a file.", "invalid_choice": "Choose a page or a file."},
    )
    field_order = ["address", "shape", "why"]


class ErasureForm(DataReasonForm):
    address = forms.EmailField(max_length=254, widget=forms.HiddenInput)


def may(user: Any, permissions: dict[str, str]) -> list[str]:
    """The apps for which somebody has the permission; `PermissionDenied` where there is none."""
    allowed = [app for app, permission in permissions.items() if user.has_perm(permission)]
    if not allowed:
        raise PermissionDenied
    return allowed


class AccessAdmin(admin.ModelAdmin):
    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("held/", view(self.held), name="privacy_held"),
            path("held/erase/", view(self.erase), name="privacy_erase"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        may_look = any(request.user.has_perm(permission) for permission in GIVES.values())
        told = {"may_look": may_look, "has_never_run": has_never_run()}
        return super().changelist_view(request, {**(extra_context or {}), **told})

    @method_decorator(asks)
    def held(self, request: HttpRequest) -> HttpResponse:
        allowed = may(request.user, GIVES)
        form = AddressForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            told = TOLD if len(allowed) == len(GIVES) else [*TOLD, FORUM_ALONE]
            return ask(self, request, form, title=TITLE, told=told, button="Look it up")
        said = form.cleaned_data
        held = access.held(access.of_address(said["address"], allowed))
        by = User.objects.get(pk=request.user.pk)  # type: ignore[misc]
        history.export(thing=by, by=by, why=f"Looked up what is held about somebody: {said['why']}")
        return _as_file(held) if said["shape"] == "file" else self._as_page(request, said["address"], held, allowed)

    def _as_page(self, request: HttpRequest, address: str, held: access.Held, allowed: list[str]) -> HttpResponse:
        may_erase = any(request.user.has_perm(permission) for permission in ERASES.values())
        context = {
            "held": held,
            "address": address,
            "may_erase": may_erase,
            "printed_at": timezone.now(),
            "all": len(allowed) == len(GIVES),
        }
        return TemplateResponse(request, "admin/privacy/held.html", context, headers={"Cache-Control": "no-store"})

    @method_decorator([sensitive_post_parameters("address"), require_POST])
    def erase(self, request: HttpRequest) -> HttpResponse:
        allowed = may(request.user, ERASES)
        form = ErasureForm(initial=request.POST.dict()) if "ask" in request.POST else ErasureForm(request.POST)
        if "address" in form.errors:
            return redirect("admin:privacy_held")
        if not form.is_valid():
            back = (reverse("admin:privacy_held"), TITLE)
            part = {"part": "admin/privacy/_address.html", "back": back}
            return ask(self, request, form, title="Erase what is held about somebody", told=TO_ERASE, button="Erase it for good", **part)
        try:
            numbers = access.of_address(form.cleaned_data["address"], allowed)
            done = erasing.erase(numbers, by=request.user, why=form.cleaned_data["why"])
        except (OSError, DatabaseError, ValidationError) as fault:
            self.message_user(request, fault.messages[0] if isinstance(fault, ValidationError) else NOT_NOW, messages.ERROR)
        else:
            told = ("What was held is erased for good.", messages.SUCCESS) if done else ("Nothing was held.", messages.INFO)
            self.message_user(request, *told)
        return redirect("admin:privacy_held")


def _as_file(held: access.Held) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="what-is-held.json"', "Cache-Control": "no-store"}
    return JsonResponse(held.as_json(), json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=headers)
