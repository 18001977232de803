"""The end of a private link: whoever has it erases what is held with it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forum import forms, services
from forum.models import Registration
from forum.private_pages import around, mine_only

NOT_NOW = "We could not erase it just now, and nothing has changed. Try again in some minutes."


@mine_only
def erase(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    form = forms.ConfirmForm(request.POST or None, subject=f"erase {registration.pk}")
    if request.method == "POST" and form.is_valid():
        try:
            services.erase(registration=registration)
        except OSError:
            form.add_error("stamp", NOT_NOW)
        else:
            return render(request, "forum/erased.html", around(registration.event))
    return render(request, "forum/erase.html", around(registration.event) | {"registration": registration, "token": token, "form": form})
