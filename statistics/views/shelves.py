"""What stands beside the figures: what the words mean, where the places are, and what is not shown."""

from django.http import HttpRequest, HttpResponse

from citysafe.publishing.views import public_page
from statistics import absences, ledger, places
from statistics import definitions as reading
from statistics.comparison import NO_FIGURE
from statistics.models import Measure
from statistics.readings import read
from statistics.views.finding import page


@public_page
def definitions(request: HttpRequest, *, preview: bool) -> HttpResponse:
    return page(request, "statistics/definitions.html", {"shelf": reading.shelf(preview=preview)})


@public_page
def areas(request: HttpRequest, *, preview: bool) -> HttpResponse:
    groups = places.groups(preview=preview)
    context = {"groups": groups, "updated_at": max((group.updated_at for group in groups), default=None)}
    return page(request, "statistics/areas.html", context)


@public_page
def not_shown(request: HttpRequest, *, preview: bool) -> HttpResponse:
    readings = read(Measure.objects.shown(preview=preview), preview=preview)
    context = {
        "readings": readings,
        "without": absences.without_a_figure(readings),
        "no_figure": NO_FIGURE,
        "reasons": absences.reasons(readings),
        "hidden": ledger.hidden(preview=preview),
        "updated_at": max((reading.updated_at for reading in readings), default=None),
    }
    return page(request, "statistics/not_shown.html", context)
