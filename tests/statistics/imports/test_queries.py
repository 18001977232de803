"""How often the pages of imports ask the database: the same for 5 figures as for 200."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from statistics import services
from tests import factories as make
from tests.statistics.imports.build import applied, figure, read_import, rule
from tests.world import member

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("one_edition")]
LIST = reverse("admin:statistics_import_changelist")


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    client.get(LIST)  # what a process reads once in its life
    return client


def asked(desk, address) -> int:
    desk.get(address)  # what is read once an edition
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)


def page(of, name="change"):
    return reverse(f"admin:statistics_import_{name}", args=[of.pk])


def test_the_page_of_a_preview_asks_as_often_for_many_figures_rules_and_cells(desk):
    counts = []
    for many in (1, 40):
        rules = [rule(wanted=f"Robbery {many} {number}") for number in range(many)]
        upload = read_import({})
        years = [(2020, 5), (2021, 7), (2022, 9)]
        for of in rules:
            figure(of.series, 2020, 4)
            make.SeriesBreakFactory(series=of.series, on=date(1999, 1, 1))
            for year, value in years:
                make.ImportedCellFactory(
                    upload=upload, category=of.wanted, value=value, period_start=date(year, 1, 1), period_end=date(year, 12, 31)
                )
        counts.append(asked(desk, page(upload)))
    assert counts == [counts[0]] * 2
    assert counts[0] < 20


def test_the_page_of_an_own_file_asks_as_often_for_many_series(desk):
    counts = []
    for many in (1, 40):
        upload = make.ImportFactory(publication="citysafe-figures")
        for series in [make.SeriesFactory() for _ in range(many)]:
            names = {"category": series.measure.title, "area_name": series.area.name, "source": series.source.title}
            make.ImportedCellFactory(upload=upload, **names)
        counts.append(asked(desk, page(upload)))
    assert counts == [counts[0]] * 2


def test_the_pages_of_what_was_done_ask_as_often_for_many_figures(desk):
    rule()
    few, many = applied({1900: 1}), applied(dict.fromkeys(range(1901, 1930), 1))
    for name in ("change", "history", "undo"):
        assert asked(desk, page(few, name)) == asked(desk, page(many, name)), name


def test_the_list_asks_as_often_for_many_imports_files_and_figures(desk):
    rule()
    applied({1900: 1})
    before = asked(desk, LIST)
    applied(dict.fromkeys(range(1901, 1930), 1))
    for upload in [make.ImportFactory() for _ in range(30)]:
        make.ImportFileFactory(upload=upload)
        make.ImportFileFactory(upload=upload)
    assert asked(desk, LIST) == before


def test_the_history_of_an_import_reads_no_cell(desk):
    upload = read_import(dict.fromkeys(range(1900, 2000), 1))
    with CaptureQueriesContext(connection) as queries:
        services.discard(of=upload, by=make.UserFactory())
    assert not [query["sql"] for query in queries if query["sql"].startswith("SELECT") and "statistics_importedcell" in query["sql"]]
    assert len(queries) < 20
