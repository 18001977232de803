"""What the pages behind a private link have in common."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from citysafe.publishing.public_form import private_link
from forum import forms, links, services
from forum.models import Event, Registration

View = Callable[..., HttpResponseBase]
SECTION = {"section": "forum"}


def mine_only(view: View) -> View:
    """Find the registration of the link, and show it to its owner; a link that opens nothing says so."""

    def page(request: HttpRequest, token: str) -> HttpResponseBase:
        registration = links.find(token)
        if registration is None:
            return render(request, "forum/no_link.html", SECTION, status=404)
        return view(request, registration, token)

    return private_link(page)


def step(template: str, act: Callable[..., Any]) -> View:
    """A page with one button, which acts and leads back to the registration."""

    @mine_only
    def view(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
        form = forms.ConfirmForm(request.POST or None, subject=f"{template} {registration.pk}")
        if registration.may_change and request.method == "POST" and form.is_valid():
            act(registration=registration)
            return redirect("registration:mine", token)
        return form_of(request, template, registration, token, form)

    return view


def form_of(request: HttpRequest, template: str, registration: Registration, token: str, form: forms.StampedForm) -> HttpResponse:
    if not registration.may_change:
        return redirect("registration:mine", token)
    return render(request, template, around(registration.event) | {"registration": registration, "token": token, "form": form})


def around(event: Event) -> dict[str, Any]:
    return SECTION | {
        "event": event,
        "needs_erased_on": event.held_on + services.NEEDS_KEPT,
        "identity_erased_on": event.held_on + services.IDENTITY_KEPT,
    }
