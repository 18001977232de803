"""Who else comes and shares their name: for those alone who have a place and share theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from forum import forms, services
from forum.models import Registration
from forum.private_pages import SECTION, around, mine_only
from forum.sharing import sees_who_shares, who_share


@mine_only
def attendees(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """The list, and the button with which one leaves it."""
    if not sees_who_shares(registration):
        return redirect("registration:mine", token)
    form = forms.ConfirmForm(request.POST or None, subject=f"stop sharing {registration.pk}")
    if request.method == "POST" and form.is_valid():
        services.stop_sharing(registration=registration)
        return redirect("registration:mine", token)
    others = who_share(registration.event).exclude(pk=registration.pk).select_related("organisation")
    shown = {"registration": registration, "token": token, "form": form, "others": sorted(others, key=_by_name)}
    return render(request, "forum/attendees.html", SECTION | around(registration.event) | shown)


def _by_name(registration: Registration) -> str:
    return str(registration.full_name).casefold()
