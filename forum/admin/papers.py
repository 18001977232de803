"""What is printed for the day of a meeting. Each is an export: it takes a reason, and the history keeps who took it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from citysafe.design.names import folded
from citysafe.desk.asking import ask
from citysafe.desk.words import NamelessReasonForm
from forum import services
from forum.admin.lists import around, exported, get_or_post
from forum.models import Event, Needs, Registration

ON_A_SHEET = 8
LONG, LONGER = 24, 48
READ_FIRST = "Nobody is named, but people may have named themselves in what they wrote: read it before you pass it on."


@dataclass(frozen=True)
class Paper:
    """One paper: what it says of itself before it is shown, its template, and what stands on it."""

    name: str
    title: str
    told: list[str]
    content: Callable[[Event], dict[str, Any]]
    shows_needs: bool = False

    def is_for(self, request: HttpRequest) -> bool:
        rights = ["forum.export_registration"] + ["forum.view_needs"] * self.shows_needs
        return bool(request.user.has_perms(rights))


@get_or_post
def show(request: HttpRequest, desk: ModelAdmin, pk: int, paper: Paper) -> HttpResponse:
    event = exported(request, pk)
    if not paper.is_for(request):
        raise PermissionDenied
    form = NamelessReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return ask(desk, request, form, title=paper.title, told=paper.told, button="Show it", **around(event))
    services.record_export(event=event, by=request.user, what=paper.title, why=form.cleaned_data["why"])
    context = {"event": event, "title": paper.title, "printed_at": timezone.localtime(), **paper.content(event)}
    return TemplateResponse(request, f"forum/papers/{paper.name}.html", context, headers={"Cache-Control": "no-store"})


def _attendance(event: Event) -> dict[str, Any]:
    return {"people": _people(event)}


def _badges(event: Event) -> dict[str, Any]:
    badges = [(one, _size(str(one.full_name))) for one in _people(event)]
    return {"sheets": [badges[start : start + ON_A_SHEET] for start in range(0, len(badges), ON_A_SHEET)]}


def _catering(event: Event) -> dict[str, Any]:
    return {"coming": event.registrations.with_a_place().count(), "kinds": [("Food", _alike(_of(event, "dietary")))]}


def _access(event: Event) -> dict[str, Any]:
    kinds = [("Access", _alike(_of(event, "access"))), ("Communication", _alike(_of(event, "communication")))]
    return {"coming": event.registrations.with_a_place().count(), "kinds": kinds}


PAPERS = [
    Paper(
        "attendance",
        "Attendance list",
        ["A page to print, with the name and organisation of everybody who has a place, and a box to tick."],
        _attendance,
    ),
    Paper("badges", "Name badges", ["Sheets of eight on A4, with the name and organisation of everybody who has a place."], _badges),
    Paper(
        "catering",
        "Caterer’s list",
        ["What people who have a place cannot eat, and how many they are: without names or organisations.", READ_FIRST],
        _catering,
        shows_needs=True,
    ),
    Paper(
        "entry",
        "Entry list for the venue",
        [
            "The names alone of everybody who has a place.",
            "Only for a venue that lets in by name. Ask it to destroy the list after the day.",
        ],
        _attendance,
    ),
    Paper(
        "access",
        "Access needs for the venue",
        ["What people who have a place need to get in and to take part: without names, organisations or food.", READ_FIRST],
        _access,
        shows_needs=True,
    ),
]


def _people(event: Event) -> list[Registration]:
    with_a_place = event.registrations.with_a_place().filter(full_name__isnull=False).select_related("organisation")
    return sorted(with_a_place, key=lambda one: (folded(str(one.full_name)), one.pk))


def _of(event: Event, need: str) -> Iterable[str]:
    with_a_place = event.registrations.with_a_place()
    return Needs.objects.filter(registration__in=with_a_place).exclude(**{need: ""}).order_by("pk").values_list(need, flat=True)


def _alike(told: Iterable[str]) -> list[tuple[str, int]]:
    """What was told, each once with how often: what differs in capitals, accents and signs alone is the same. The most frequent first."""
    found: dict[str, tuple[str, int]] = {}
    for words in told:
        first, before = found.get(folded(words), (words, 0))
        found[folded(words)] = (first, before + 1)
    return sorted(found.values(), key=lambda one: (-one[1], folded(one[0])))


def _size(name: str) -> str:
    """So that each name fits its badge."""
    return "" if len(name) <= LONG else "long" if len(name) <= LONGER else "longer"
