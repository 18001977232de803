"""What stands beside the figures: what the words mean, where the places are, and what is not shown."""

from django.http import HttpRequest, HttpResponse

from citysafe.publishing.views import public_page
from statistics import definitions as reading
from statistics import places
from statistics.views.finding import page


@public_page
def definitions(request: HttpRequest, *, preview: bool) -> HttpResponse:
    return page(request, "statistics/definitions.html", {"shelf": reading.shelf(preview=preview)})


@public_page
def areas(request: HttpRequest, *, preview: bool) -> HttpResponse:
    groups = places.groups(preview=preview)
    context = {"groups": groups, "updated_at": max((group.updated_at for group in groups), default=None)}
    return page(request, "statistics/areas.html", context)
