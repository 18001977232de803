"""The overview of the figures, the page of one measure, and what was claimed."""

from django.http import HttpRequest, HttpResponse

from citysafe.publishing.models import is_shown
from citysafe.publishing.views import public_page
from statistics import definitions, drawing, ledger, notes, notices, rates, series_table, versions
from statistics.comparison import shared_periods
from statistics.models import Measure
from statistics.readings import AT_A_GLANCE, read, tables
from statistics.views.finding import page, reading_of

OF_AN_ACTION = ("action", "action__priority", "action__priority__plan")


@public_page
def index(request: HttpRequest, *, preview: bool) -> HttpResponse:
    readings = read(Measure.objects.shown(preview=preview), preview=preview, columns=AT_A_GLANCE)
    groups = {group: [reading for reading in readings if reading.measure.group == group] for group in Measure.Group.values}
    cards = [reading for reading in groups["headline"] if reading.main]
    context = {
        "cards": cards,
        "periods": shared_periods([reading.main for reading in cards if reading.main]),
        "small": [reading for reading in cards if reading.main and reading.main.is_cautioned],
        "counts_deaths": any(reading.measure.counts_deaths for reading in readings),
        "headline_tables": tables(groups["headline"]),
        "without": [reading for group in ("headline", "other") for reading in groups[group] if not reading.main],
        "duty": groups["duty"],
        "duty_periods": shared_periods([reading.main for reading in groups["duty"] if reading.main]),
        "other_tables": tables(groups["other"]),
        "updated_at": max((reading.updated_at for reading in readings), default=None),
    }
    return page(request, "statistics/index.html", context)


@public_page
def measure(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    reading = reading_of(slug, preview=preview)
    changes = versions.versions(reading.figures)
    aims = reading.measure.aims.filter(*(is_shown(path, preview=preview) for path in OF_AN_ACTION))
    main = reading.main
    known = notes.of(reading.series, preview=preview)
    context = {
        "reading": reading,
        "measure": reading.measure,
        "main": main,
        "definition": definitions.used_by(reading.measure, preview=preview),
        "chart": drawing.chart(main, known.get(main.series.pk, [])) if main else None,
        "rate": rates.of([main.series], preview=preview).get(main.later.pk) if main and main.later else None,
        "tables": series_table.tables(reading.histories, known),
        "hands": versions.hands(reading.figures),
        "versions": changes,
        "corrections": notices.lately(notices.among(changes, reading.series)),
        "last_release": versions.last_release(reading.figures, changes),
        "next_releases": reading.measure.releases.in_calendar(preview=preview).coming().filter(is_cancelled=False)[:1],
        "aims": aims.select_related("action"),
        "claims": ledger.about(main.later, preview=preview) if main and main.later else [],
    }
    return page(request, "statistics/measure.html", context)


@public_page
def claims(request: HttpRequest, *, preview: bool) -> HttpResponse:
    documents = ledger.documents(preview=preview)
    updated_at = max((document.updated_at for document in documents), default=None)
    context = {"documents": documents, "hidden": ledger.hidden(preview=preview), "updated_at": updated_at}
    return page(request, "statistics/claims.html", context)
