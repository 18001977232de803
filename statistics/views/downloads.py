"""The figures as files to take away."""

from django.http import HttpRequest, HttpResponse

from citysafe.publishing.views import public_page
from statistics import files
from statistics.models import Measure
from statistics.readings import read
from statistics.views.finding import reading_of


@public_page
def measure_csv(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    return _file(slug, files.text([reading_of(slug, preview=preview)]))


@public_page
def all_csv(request: HttpRequest, *, preview: bool) -> HttpResponse:
    return _file("figures", files.text(read(Measure.objects.shown(preview=preview), preview=preview)))


def _file(name: str, text: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
