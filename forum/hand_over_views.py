"""Handing over to a colleague: the owner invites and withdraws by their private link, the colleague accepts by the one they got."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from citysafe.publishing import editions
from citysafe.publishing.public_form import private_link
from forum import forms, hand_over_links, notice, services
from forum.models import HandOver, Registration
from forum.private_pages import SECTION, around, form_of, mine_only, step

TOO_MANY = "You have invited several colleagues within the last hour. Please try again in an hour."


@mine_only
def hand_over(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    if not registration.may_hand_over:
        return redirect("registration:mine", token)
    form = forms.HandOverForm(request.POST or None, subject=f"hand over {registration.pk}")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if services.invite(registration=registration, full_name=said["full_name"], email=said["email"]):
            return redirect("registration:mine", token)
        form.add_error("email", TOO_MANY)
    return form_of(request, "forum/hand_over.html", registration, token, form)


withdraw = step("forum/withdraw.html", services.withdraw)


@private_link
def take_over(request: HttpRequest, token: str) -> HttpResponse:
    invitation = hand_over_links.find(token)
    if invitation and invitation.is_accepted:
        return render(request, "forum/taken_over.html", around(invitation.registration.event))
    if invitation is None or not invitation.is_open:
        return render(request, "forum/no_link.html", SECTION, status=404)
    notice_version = editions.shared(request, "notice version", notice.version)
    form = forms.TakeOverForm(request.POST or None, invitation=invitation, notice_version=notice_version)
    if request.method == "POST" and form.is_valid():
        with form.says_what_is_full():
            return _taken_over(request, invitation, token, form, notice_version)
    context = around(invitation.registration.event) | {"invitation": invitation, "form": form}
    return render(request, "forum/take_over.html", context)


def _taken_over(request: HttpRequest, invitation: HandOver, token: str, form: forms.TakeOverForm, notice_version: str) -> HttpResponse:
    """On to the same address, which says how it stands now, whoever came first; a clash is told here, to the colleague alone."""
    event, email = invitation.registration.event, str(invitation.colleague_email)
    key = services.submission_key(form.stamped.key, event=event, email=email)  # type: ignore[union-attr]
    try:
        services.take_over(hand_over=invitation, key=key, details=form.details(email=email), notice_version=notice_version)
    except services.AddressTakenError:
        return render(request, "forum/address_taken.html", around(event), status=409)
    return redirect("registration:take-over", token)
