"""The page of everything that can be taken away, and the page about the API."""

from django.http import HttpRequest, HttpResponse

from citysafe.publishing.views import public_page
from statistics.api.answers import MOST_REVISIONS
from statistics.api.dictionary import OBJECTS
from statistics.api.examples import LEFT_OUT, examples
from statistics.files.codes import CODES, MARKS
from statistics.files.descriptor import TERMS
from statistics.files.package import ZIP
from statistics.files.published import TABLES, Published
from statistics.files.recipe import RULES, STEPS
from statistics.views.downloads import package_of
from statistics.views.finding import page


@public_page
def data(request: HttpRequest, *, preview: bool) -> HttpResponse:
    package = package_of(request, preview=preview)
    context = {
        "package": package,
        "zip": (ZIP, len(package.files[ZIP])),
        "tables": [(table, len(package.files[table.file_name])) for table in TABLES],
        "codes": CODES | MARKS,
        "steps": STEPS,
        "rules": RULES,
        "terms": TERMS,
    }
    return page(request, "statistics/data.html", context)


@public_page
def api(request: HttpRequest, *, preview: bool) -> HttpResponse:
    found = Published(preview=preview)
    context = {
        "examples": examples(found),
        "objects": OBJECTS,
        "left_out": LEFT_OUT,
        "most_revisions": MOST_REVISIONS,
        "updated_at": found.updated_at,
    }
    return page(request, "statistics/api.html", context)
