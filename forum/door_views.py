"""The attendance list of one meeting on a phone: who has a place, who is here. Small pages, plain forms, no script."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from citysafe.design.paging import page_of
from citysafe.people import private_pages, second_factor
from citysafe.people.models import User
from forum import door_hours, names, notice, services
from forum.door_forms import WalkInForm
from forum.models import DoorDuty, Event, Registration

ON_A_PAGE = 50
LONGEST_SEARCH = 100
COME_IN = "Registered, with a place, and marked as here."
NO_PLACE = "No place is free: added to the waiting list. The organisers can give more places at the desk."
NOT_YET = "Registered, but an organiser has to let the person in first: ask one."
KNOWN = "This address is registered already. Look for the person in the list; whoever is not there has no place yet."


def organises(user: Any) -> bool:
    return bool(user.has_perm("forum.manage_registration"))


def may_enter(user: User) -> bool:
    return organises(user) or DoorDuty.objects.of(user).exists()


kept_out = partial(private_pages.kept_out, may_enter=may_enter, is_proven=second_factor.is_satisfied)
door_page = private_pages.private_page(kept_out)
asks = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@door_page
def home(request: HttpRequest) -> HttpResponse:
    events = _events(request).filter(pk__in=Event.objects.coming()).order_by("held_on", "pk")
    return render(request, "door/home.html", {"doors": [(event, localtime(door_hours.opens_at(event))) for event in events]})


@asks
@door_page
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    event = _event(request, slug)
    if closed := _closed(request, event):
        return closed
    if request.method == "POST":
        return _marked(request, event)
    everybody = list(_with_a_place(event))
    asked = _asked(request.GET.get("q", ""))
    found = [one for one in everybody if names.has_words(names.folded(f"{one.full_name} {one.of_organisation}"), names.folded(asked))]
    page = page_of(request, sorted(found, key=lambda one: names.folded(str(one.full_name))), ON_A_PAGE)
    here = sum(one.state == Registration.State.ATTENDED for one in everybody)
    context = {"event": event, "page": page, "asked": asked, "query": urlencode({"q": asked}) if asked else "", "here": here}
    return render(request, "door/attendance.html", context | {"all": len(everybody)})


def _marked(request: HttpRequest, event: Event) -> HttpResponse:
    """What the button says, then the same search again, at the same person."""
    act = services.undo_arrival if "undo" in request.POST else services.arrive
    number = request.POST.get("undo") or request.POST.get("arrived") or ""
    if _is_number(number):
        act(event=event, pk=int(number), by=request.user)
    asked, page = _asked(request.POST.get("q", "")), request.POST.get("page", "")
    query = urlencode(({"q": asked} if asked else {}) | ({"page": page} if _is_number(page) else {}))
    return redirect(f"{request.path}{'?' if query else ''}{query}#p{number if _is_number(number) else ''}")


@sensitive_post_parameters()
@asks
@door_page
def walk_in(request: HttpRequest, slug: str) -> HttpResponse:
    event = _event(request, slug)
    if closed := _closed(request, event):
        return closed
    if not event.has_places:
        raise Http404
    form = WalkInForm(request.POST if request.method == "POST" else None, subject=f"walk in {event.pk}")
    if form.is_valid() and (told := _walked_in(request, event, form)):
        messages.success(request, told)
        return redirect("door:attendance", slug)
    return render(request, "door/walk_in.html", {"event": event, "form": form, "is_full": event.places.is_full})


def _walked_in(request: HttpRequest, event: Event, form: WalkInForm) -> str:
    """What to tell whoever stands at the door; nothing where the form has to be looked at again."""
    email = form.cleaned_data["email"]
    key = services.submission_key(form.stamped.key, event=event, email=email)  # type: ignore[union-attr]
    made = services.walk_in(event=event, key=key, details=form.details(email=email), notice_version=notice.version(), by=request.user)
    if made is None:
        form.add_error("email", KNOWN)
        return ""
    if made.has_place:
        return COME_IN
    return NO_PLACE if made.state == Registration.State.WAITING else NOT_YET


def _events(request: HttpRequest) -> Any:
    return Event.objects.all() if organises(request.user) else Event.objects.filter(door_duties__in=DoorDuty.objects.of(request.user))  # type: ignore[arg-type]


def _event(request: HttpRequest, slug: str) -> Event:
    return get_object_or_404(_events(request).select_related("places"), slug=slug)


def _closed(request: HttpRequest, event: Event) -> HttpResponse | None:
    """Helpers see nobody but on the day; the organisers always may."""
    if organises(request.user) or door_hours.is_open(event):
        return None
    return render(request, "door/closed.html", {"event": event, "opens_at": localtime(door_hours.opens_at(event))}, status=403)


def _with_a_place(event: Event) -> Any:
    of = event.registrations.with_a_place().filter(full_name__isnull=False).select_related("organisation")
    return of.only("full_name", "state", "arrived_at", "other_organisation", "organisation__name", "event_id")


def _asked(typed: str) -> str:
    return "".join(sign for sign in typed[:LONGEST_SEARCH] if sign.isprintable()).strip()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
