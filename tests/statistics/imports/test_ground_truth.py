"""With the launch content loaded, the published files make exactly the figures that somebody counted in them by hand."""

import io
import json
from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Count

from statistics.models import MappingRule, Measure, Observation
from tests.content import fill

SHARED = settings.BASE_DIR.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="The published files are not here: no folder shared/data beside the project.")
ONS = {
    "total-recorded-crime-ons": "Total recorded crime (excluding fraud)",
    "homicide-ons": "Homicide",
    "violence-with-injury-ons": "Violence with injury",
    "robbery-ons": "Robbery",
    "possession-of-weapons-ons": "Possession of weapons offences",
}
STREET = {
    "violence-and-sexual-offences-street": "Violence and sexual offences",
    "robbery-street": "Robbery",
    "possession-of-weapons-street": "Possession of weapons",
}


CSP, LIST = "home-office/prc-csp-merseyside-2011-12-restored.csv", "population/iod-2025-lsoa21-liverpool.csv"
WORKBOOK, MONTH = "ons/policeforceareatablesyedecember2024.xlsx", "street/merseyside-2022-10.zip"
TWO_YEARS, POPULATION = "street/liverpool-serious-violence-2022-10_2024-09.zip", "population/ons-mid-year-lad-merseyside.csv"
FILES = {WORKBOOK: {}, TWO_YEARS: {}, MONTH: {}, POPULATION: {"period": "2019"}, CSP: {}}


@pytest.fixture(scope="module")
def figures(django_db_setup, django_db_blocker) -> dict[str, dict[tuple[str, date], int | None]]:
    """What each file made or changed in a site with the launch content, by measure and last day; the site is empty again."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():
        fill("liverpool")
        found["launch"] = standing()
        for file, options in FILES.items():
            found[file] = imported(file, **options)
        MappingRule.objects.filter(series__measure__slug="robbery-home-office").update(year_ends_in=3)
        found["to March"] = imported(CSP)
        found["publications"] = dict(Measure.objects.annotate(number=Count("series")).values_list("slug", "number"))
        transaction.set_rollback(True)
    return found


def standing() -> dict[tuple[str, date], int | None]:
    every = Observation.objects.select_related("series__measure")
    return {(figure.series.measure.slug, figure.period_end): figure.value for figure in every if figure.series.source.publication}


def imported(file: str, **options) -> dict[tuple[str, date], int | None]:
    before = standing()
    call_command("import_figures", str(SHARED / file), why="For a test.", stdout=io.StringIO(), **options)
    return {key: value for key, value in standing().items() if key not in before or before[key] != value}


def expected(name: str):
    return json.loads((SHARED / "expected" / f"{name}.json").read_text(encoding="utf-8"))


def test_the_tables_of_the_office_for_national_statistics(figures):
    now, earlier = (expected("ons-ye-dec-2024")[table]["Liverpool"] for table in ("Table C2", "Table C5"))
    after = figures["launch"] | figures[WORKBOOK]
    for slug, name in ONS.items():
        assert [after[slug, date(year, 12, 31)] for year in (2023, 2024)] == [earlier[name], now[name]], slug


def test_two_years_of_street_files(figures):
    monthly = expected("street-liverpool-12-month")["monthly"]
    months = {year: [f"{year - (month > 9)}-{month:02}" for month in range(1, 13)] for year in (2023, 2024)}
    assert figures[TWO_YEARS] == {
        (slug, date(year, 9, 30)): sum(monthly[month][name] for month in months[year]) for slug, name in STREET.items() for year in months
    }


def test_one_month_of_street_files_makes_no_year(figures):
    assert figures[MONTH] == {}


def test_the_estimates_of_population(figures):
    (liverpool,) = (row[2] for row in expected("population")["ons-mid-year-lad-merseyside.csv"] if row[1] == "Liverpool")
    assert figures[POPULATION] == {("population", date(2019, 6, 30)): liverpool}


def test_the_four_quarters_of_the_partnerships_make_a_year_where_the_rule_s_year_ends_with_them(figures):
    quarters = expected("home-office-csp")["Liverpool"].values()
    assert figures[CSP] == {}
    assert figures["to March"] == {("robbery-home-office", date(2012, 3, 31)): sum(counts["Robbery"] for counts in quarters)}


def test_no_measure_of_the_launch_content_joins_two_publications(figures):
    assert [slug for slug, number in figures["publications"].items() if number > 1] == []


@pytest.mark.django_db
def test_a_list_of_areas_is_no_publication():
    with pytest.raises(CommandError, match="Nothing was stored"):
        imported(LIST)
