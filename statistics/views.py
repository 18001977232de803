"""What the public sees of the figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.publishing.views import public_page
from statistics.comparison import headline, shared_periods


@public_page
def index(request: HttpRequest, *, preview: bool) -> HttpResponse:
    rows = headline(preview=preview)
    return render(request, "statistics/index.html", {"section": "statistics", "rows": rows, "periods": shared_periods(rows)})


@public_page
def measure(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    raise Http404


@public_page
def claims(request: HttpRequest, *, preview: bool) -> HttpResponse:
    raise Http404


@public_page
def measure_csv(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    raise Http404


@public_page
def all_csv(request: HttpRequest, *, preview: bool) -> HttpResponse:
    raise Http404
