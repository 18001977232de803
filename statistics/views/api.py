"""The figures for programs: /statistics/api/v1/. Nothing but JSON, errors included."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from citysafe.design.other_sites import for_other_sites
from citysafe.publishing.views import public_page
from statistics.api import answers
from statistics.api.figures import link
from statistics.files.published import Published
from statistics.models import Measure
from statistics.readings import read
from statistics.versions import versions
from statistics.views.finding import reading_of, renamed

NOT_HERE = "There is nothing at this address. Each address of the API ends with a slash, and each measure with its id."
NOT_SO = "This address can only be read: ask with GET or HEAD."


def in_json(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Errors as JSON in our words."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **parts)
        except Http404:
            return _problem(404, NOT_HERE)
        return _problem(405, NOT_SO, Allow=response.headers["Allow"]) if response.status_code == 405 else response

    return answered


def of_all(answer: Callable[[Published], dict[str, Any]]) -> Callable[..., HttpResponseBase]:
    """A view of something about all figures."""

    @for_other_sites
    @in_json
    @public_page
    @wraps(answer)
    def view(request: HttpRequest, *, preview: bool) -> HttpResponse:
        return _json(answer(Published(preview=preview)))

    return view


root = of_all(answers.root)
areas = of_all(answers.of_areas)
sources = of_all(answers.of_sources)
claims = of_all(answers.of_claims)
releases = of_all(answers.of_releases)
revisions = of_all(answers.of_revisions)


@for_other_sites
@in_json
@public_page
def measures(request: HttpRequest, *, preview: bool) -> HttpResponse:
    return _json(answers.of_measures(read(Measure.objects.shown(preview=preview), preview=preview)))


@for_other_sites
@in_json
@public_page
def measure(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    try:
        reading = reading_of(slug, preview=preview)
    except Http404:
        return renamed(request, slug)
    return _json(answers.of_measure(reading, versions(reading.figures)))


@for_other_sites
@in_json
@require_safe
def unknown(request: HttpRequest, rest: str, *, preview: bool = False) -> HttpResponse:
    return _problem(404, NOT_HERE)


def _json(answer: dict[str, Any], **options: Any) -> JsonResponse:
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False}, **options)


def _problem(status: int, words: str, **headers: str) -> JsonResponse:
    answer = {"error": {"status": status, "words": words}, "documentation": link("api")}
    return _json(answer, status=status, headers={"X-Robots-Tag": "noindex", **headers})
