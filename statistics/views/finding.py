"""What the views of the figures share: finding a measure, and a page in the section of the figures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from citysafe.publishing.middleware import new_address
from statistics.models import Measure
from statistics.readings import Reading, read


def reading_of(slug: str, *, preview: bool) -> Reading:
    found = read(Measure.objects.shown(preview=preview).filter(slug=slug), preview=preview)
    if not found:
        raise Http404
    return found[0]


def renamed(request: HttpRequest, slug: str) -> HttpResponse:
    """On to the same answer about the measure whose page used to have this address part; Http404 where there is none."""
    address = new_address(reverse("statistics:measure", args=[slug]))
    if address is None:
        raise Http404
    before, _, after = request.path.rpartition(slug)
    return HttpResponsePermanentRedirect(f"{before}{address.rstrip('/').rpartition('/')[2]}{after}")


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"section": "statistics", **context})
