"""Two periods of a reader's choice. A page for every question would fill the memory: what reads the question is not kept."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve, reverse

from citysafe.publishing.middleware import new_address
from citysafe.publishing.views import public_page
from statistics.models import Measure
from statistics.pair_forms import MeasureForm, PairForm
from statistics.pairs import Group, Pair, by_reference, choices, opening
from statistics.readings import Reading
from statistics.views.finding import page, reading_of


@public_page
def compare(request: HttpRequest, *, preview: bool) -> HttpResponseBase:
    asked = request.GET
    is_asked = bool(asked.keys() & {"measure", "earlier", "later"})
    form = MeasureForm(_measures(preview=preview), asked if is_asked else None)
    context: dict[str, Any] = {"measures": form, "form": form, "is_asked": is_asked}
    if form.is_valid():
        context |= _of_measure(reading_of(form.cleaned_data["measure"], preview=preview), asked)
    elif is_asked and (moved := _new_name(asked.get("measure", ""))):
        return redirect(f"{request.path}?{_renamed(asked, moved).urlencode()}", permanent=True)
    response = page(request, "statistics/compare.html", context)
    response.status_code = context["form"].status
    return response


def _measures(*, preview: bool) -> list[Group]:
    """Every measure by its group, in the order of the overview."""
    found: dict[str, list[tuple[str, str]]] = {str(label): [] for label in Measure.Group.labels}
    for measure in Measure.objects.shown(preview=preview).order_by("position", "title"):
        found[str(measure.get_group_display())].append((measure.slug, measure.title))
    return [(group, measures) for group, measures in found.items() if measures]


def _of_measure(reading: Reading, asked: QueryDict) -> dict[str, Any]:
    """The second form, and the answer where it is filled in; it stands at the two figures of the measure's own page at first."""
    is_asked = bool(asked.keys() & {"earlier", "later"})
    form = PairForm(choices(reading), asked if is_asked else None, initial=opening(reading))
    context = {"reading": reading, "measure": reading.measure, "pair_form": form, "form": form}
    if form.is_valid():
        figures = by_reference(reading)
        context["pair"] = Pair(figures[form.cleaned_data["earlier"]], figures[form.cleaned_data["later"]])
    return context


def _new_name(slug: str) -> str:
    """What a measure is called now whose page had this address part; empty where none had."""
    page_of = new_address(f"{reverse('statistics:index')}{slug}/")
    return str(resolve(page_of).kwargs.get("slug", "")) if page_of else ""


def _renamed(asked: QueryDict, slug: str) -> QueryDict:
    renamed = asked.copy()
    renamed["measure"] = slug
    return renamed
