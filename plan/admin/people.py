"""The people of an organisation at the desk: who they are, inviting them, and removing them. Nothing here shows other accounts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.person_form import PersonForm
from citysafe.desk.words import NamelessReasonForm
from plan.models import Membership, Organisation
from plan.services import membership as services

TOLD = [
    "These people sign in with a code that comes by mail, and see what their organisation leads: what is due, and what was said last time.",
    "They see no draft, no figure before its release, and nothing of other organisations. Their names are never public.",
]
INVITED = "{} is invited. A mail says how to sign in."
INVITED_STAFF = "{} is invited. It is an account of staff: it opens these pages with password and second factor, never with a mailed code."
AGAIN = "The invitation is on its way to {} once more."
REMOVED = "Removed and signed out everywhere."
asks = method_decorator(require_http_methods(["GET", "HEAD", "POST"]))


class PeopleAdmin(ModelAdmin):
    """For organisations."""

    def get_urls(self) -> list[Any]:
        view, one = self.admin_site.admin_view, "<int:pk>/people/<int:member>/"
        return [
            path("<int:pk>/people/", view(self.people), name="plan_organisation_people"),
            path(f"{one}invite-again/", view(self.invite_again), name="plan_organisation_invite_again"),
            path(f"{one}remove/", view(self.remove), name="plan_organisation_remove"),
            *super().get_urls(),
        ]

    @asks
    def people(self, request: HttpRequest, pk: int) -> HttpResponse:
        _allow(request, "add")
        organisation = get_object_or_404(Organisation, pk=pk)
        form = PersonForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and (membership := _invited(request, organisation, form)):
            told = INVITED_STAFF if membership.user.has_admin_access else INVITED
            return self._back(request, pk, told.format(membership.user))
        members = organisation.memberships.select_related("user", "invited_by")
        more = {"part": "admin/plan/_people.html", "members": members, "organisation": organisation}
        back = (reverse("admin:plan_organisation_change", args=[pk]), str(organisation))
        return ask(self, request, form, title=f"People of {organisation}", told=TOLD, button="Invite this person", back=back, **more)

    @asks
    def invite_again(self, request: HttpRequest, pk: int, member: int) -> HttpResponse:
        _allow(request, "add")
        membership = _one(pk, member)
        if request.method == "POST":
            services.invite_again(membership=membership, by=request.user)  # type: ignore[arg-type]
            return self._back(request, pk, AGAIN.format(membership.user.email))
        told = [f"The mail goes to {membership.user.email}. It leads to the sign-in page, and holds no code and no secret."]
        return self._ask(request, forms.Form(), membership, f"Send the invitation to {membership.user} again", told, "Send it again")

    @asks
    def remove(self, request: HttpRequest, pk: int, member: int) -> HttpResponse:
        _allow(request, "delete")
        membership = _one(pk, member)
        form = NamelessReasonForm(request.POST if request.method == "POST" else None, of=membership.user)
        if form.is_valid():
            services.remove(membership=membership, why=form.cleaned_data["why"], by=request.user)  # type: ignore[arg-type]
            return self._back(request, pk, REMOVED)
        told = [
            f"{membership.user} is signed out everywhere at once. What was reported stays. To let the person in again, invite them anew."
        ]
        return self._ask(request, form, membership, f"Remove {membership.user}", told, "Remove this person")

    def _ask(self, request: HttpRequest, form: forms.Form, of: Membership, title: str, told: list[str], button: str) -> HttpResponse:
        back = (reverse("admin:plan_organisation_people", args=[of.organisation_id]), f"People of {of.organisation}")
        return ask(self, request, form, title=title, told=told, button=button, back=back)

    def _back(self, request: HttpRequest, pk: int, told: str) -> HttpResponse:
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:plan_organisation_people", pk)


def _allow(request: HttpRequest, what: str) -> None:
    if not request.user.has_perm(f"plan.{what}_membership"):
        raise PermissionDenied


def _one(organisation: int, member: int) -> Membership:
    return get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=member, organisation=organisation)


def _invited(request: HttpRequest, organisation: Organisation, form: PersonForm) -> Membership | None:
    try:
        return services.invite(organisation=organisation, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except ValidationError as refusal:
        form.add_error("email", refusal)
        return None
