"""What the views of the figures share: finding a measure, and a page in the section of the figures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from statistics.models import Measure
from statistics.readings import Reading, read


def reading_of(slug: str, *, preview: bool) -> Reading:
    found = read(Measure.objects.shown(preview=preview).filter(slug=slug), preview=preview)
    if not found:
        raise Http404
    return found[0]


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"section": "statistics", **context})
