"""Registering for a meeting, and what a private link opens. No page here needs a cookie or a script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from citysafe.publishing import editions
from citysafe.publishing.bucket import is_overfull
from citysafe.publishing.public_form import private_link, public_form
from forum import forms, links, notice, receipts, services
from forum.models import Event, Registration
from forum.private_pages import SECTION, around, form_of, mine_only, step
from forum.sharing import sees_who_shares

TOO_MANY_LINKS = "We have sent several links within the last hour. Look for them in the new mailbox, or try again in an hour."


@public_form
def register(request: HttpRequest, slug: str, invitation: str = "") -> HttpResponse:
    event = _event(slug)
    if not event.is_open or not links.lets_in(event, invitation):
        return render(request, "forum/closed.html", SECTION | {"event": event, "invitation": invitation})
    notice_version = editions.shared(request, "notice version", notice.version)
    form = forms.PublicRegistrationForm(
        request.POST or None, subject=forms.subject(event, notice_version), event=event, has_a_place=event.gives_places
    )
    if request.method == "POST" and form.is_valid():
        with form.says_what_is_full():
            return _registered(request, event, form, notice_version)
    return render(request, "forum/register.html", around(event) | {"form": form})


def _registered(request: HttpRequest, event: Event, form: forms.PublicRegistrationForm, notice_version: str) -> HttpResponse:
    email, details = form.cleaned_data["email"], form.details(email=form.cleaned_data["email"])
    key = services.submission_key(form.stamped.key, event=event, email=email)  # type: ignore[union-attr]
    told = services.register(
        event=event,
        key=key,
        details=details,
        notice_version=notice_version,
        is_held=is_overfull(request) or form.looks_automatic,
    )
    receipt = receipts.receipt(event, key=key, told=told, is_for_a_colleague=details.registrar_name is not None)
    return redirect("registration:registered", event.slug, receipt)


@public_form
def registered(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    event = _event(slug)
    found = receipts.read(receipt, event)
    if found is None:
        return redirect(event)
    return render(request, "forum/registered.html", around(event) | {"receipt": found})


@mine_only
def mine(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    context = {"registration": registration, "token": token, "standing": f"forum/standing/{registration.stands_as}.html"}
    said = {"answers": registration.answers.select_related("question__event"), "seats": registration.seats.select_related("workshop")}
    context["sees_who_shares"] = sees_who_shares(registration)
    context["invitation"] = registration.hand_overs.open().first()
    return render(request, "forum/mine.html", around(registration.event) | context | said)


@mine_only
def change(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    form = forms.ChangeForm(request.POST or None, registration=registration)
    if registration.may_change and request.method == "POST" and form.is_valid():
        with form.says_what_is_full():
            services.change(registration=registration, details=form.details(email=str(registration.email)))
            return redirect("registration:mine", token)
    return form_of(request, "forum/change.html", registration, token, form)


@mine_only
def address(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    form = forms.AddressForm(request.POST or None, subject=f"address {registration.pk}")
    if registration.may_change and request.method == "POST" and form.is_valid():
        if services.ask_for_new_address(registration=registration, email=form.cleaned_data["email"]):
            return redirect("registration:mine", token)
        form.add_error("email", TOO_MANY_LINKS)
    return form_of(request, "forum/address.html", registration, token, form)


cancel = step("forum/cancel.html", services.cancel)
confirm = step("forum/confirm.html", services.confirm)
accept = step("forum/accept.html", services.accept)
decline = step("forum/decline.html", services.decline)


@private_link
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    registration = links.find_by_new_address(token)
    if registration is None or not registration.may_change:
        return render(request, "forum/no_link.html", SECTION, status=404)
    form = forms.ConfirmForm(request.POST or None, subject=f"new address {registration.pk}")
    if request.method == "POST" and form.is_valid():
        return _confirmed(request, registration)
    context = around(registration.event) | {"registration": registration, "form": form}
    return render(request, "forum/new_address.html", context)


def _confirmed(request: HttpRequest, registration: Registration) -> HttpResponse:
    try:
        is_done = services.confirm_new_address(registration=registration)
    except services.AddressTakenError:
        return render(request, "forum/address_taken.html", around(registration.event), status=409)
    if not is_done:
        return render(request, "forum/no_link.html", SECTION, status=404)
    return render(request, "forum/address_confirmed.html", around(registration.event))


def _event(slug: str) -> Event:
    return get_object_or_404(Event.objects.published().select_related("places"), slug=slug)
