"""The figures as files to take away."""

from django.http import Http404, HttpRequest, HttpResponse

from citysafe.design.other_sites import for_other_sites
from citysafe.publishing.editions import shared
from citysafe.publishing.views import public_page
from statistics.files import figures
from statistics.files.package import Package, pack
from statistics.files.published import Published
from statistics.views.finding import reading_of, renamed

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "py": "text/x-python; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "zip": "application/zip",
}


@for_other_sites
@public_page
def measure_csv(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    try:
        reading = reading_of(slug, preview=preview)
    except Http404:
        return renamed(request, slug)
    return _file(f"{slug}.csv", figures.text([reading]).encode())


@for_other_sites
@public_page
def all_csv(request: HttpRequest, *, preview: bool) -> HttpResponse:
    return _file("figures.csv", package_of(request, preview=preview).files["figures.csv"])


@for_other_sites
@public_page
def data_file(request: HttpRequest, name: str, *, preview: bool) -> HttpResponse:
    files = package_of(request, preview=preview).files
    if name not in files:
        raise Http404
    return _file(name, files[name])


def package_of(request: HttpRequest, *, preview: bool) -> Package:
    """All files are made at once, so that the checksums are those of the files beside them."""
    if preview:
        return pack(Published(preview=True))
    return shared(request, "figures to take away", lambda: pack(Published(preview=False)))


def _file(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]], headers=headers)
