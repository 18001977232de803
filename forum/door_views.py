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

from citysafe.design import names
from citysafe.design.paging import page_of
from citysafe.people import private_pages, second_factor
from citysafe.people.models import User
from forum import door_hours, notice, services
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


@sensitive_post_parameters()
@asks
@door_page
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    event = _event(request, slug)
    if closed := _closed(request, event):
        return closed
    if request.method != "POST":
        return _list(request, event, _with_a_place(event), chosen=_numbers(request.GET.get("found", "")) or None)
    return _searched(request, event) if "q" in request.POST else _marked(request, event)


def _searched(request: HttpRequest, event: Event) -> HttpResponse:
    """Who is called so, by their numbers: what was typed stands in no address, and so in no log and in no history of a phone."""
    asked = _asked(request.POST["q"])
    words = names.folded(asked)
    everybody = _with_a_place(event)
    found = [one.pk for one in everybody if names.has_words(names.folded(f"{one.full_name} {one.of_organisation}"), words)]
    if not found:
        return _list(request, event, everybody, chosen=[], asked=asked)
    return redirect(_again(request, found[:ON_A_PAGE] if words else []))


def _marked(request: HttpRequest, event: Event) -> HttpResponse:
    """What the button says, then the same people again, at the same person."""
    act = services.undo_arrival if "undo" in request.POST else services.arrive
    number = request.POST.get("undo") or request.POST.get("arrived") or ""
    if _is_number(number):
        act(event=event, pk=int(number), by=request.user)
    again = _again(request, _numbers(request.POST.get("found", "")), page=request.POST.get("page", ""))
    return redirect(f"{again}#p{number}" if _is_number(number) else again)


def _again(request: HttpRequest, found: list[int], *, page: str = "") -> str:
    """The address of the list with those who were found, or with everybody."""
    query = urlencode(({"found": _joined(found)} if found else {}) | ({"page": page} if _is_number(page) else {}))
    return f"{request.path}?{query}" if query else request.path


def _list(request: HttpRequest, event: Event, everybody: list[Registration], *, chosen: list[int] | None, asked: str = "") -> HttpResponse:
    page = page_of(request, [one for one in everybody if chosen is None or one.pk in chosen], ON_A_PAGE)
    here = sum(one.state == Registration.State.ATTENDED for one in everybody)
    found = {"found": _joined(chosen or []), "asked": asked, "is_cut_off": len(chosen or []) == ON_A_PAGE}
    return render(request, "door/attendance.html", {"event": event, "page": page, "here": here, "all": len(everybody)} | found)


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


def _with_a_place(event: Event) -> list[Registration]:
    """In the order of their names."""
    of = event.registrations.with_a_place().filter(full_name__isnull=False).select_related("organisation")
    everybody = of.only("full_name", "state", "arrived_at", "other_organisation", "organisation__name", "event_id")
    return sorted(everybody, key=lambda one: names.folded(str(one.full_name)))


def _asked(typed: str) -> str:
    return "".join(sign for sign in typed[:LONGEST_SEARCH] if sign.isprintable()).strip()


def _numbers(text: str) -> list[int]:
    """Of “3.14.15”; what is no number is left out."""
    return [int(part) for part in text.split(".")[:ON_A_PAGE] if _is_number(part)]


def _joined(numbers: list[int]) -> str:
    return ".".join(map(str, numbers))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
