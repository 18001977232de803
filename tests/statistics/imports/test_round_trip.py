"""What this site exports, it imports unchanged."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from statistics import readers, services
from statistics.models import Measure, Observation
from statistics.previews import preview
from tests import factories as make
from tests.statistics.build import published, year
from tests.statistics.imports.build import apply, everything, uploaded
from tests.statistics.readers.tables import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(client, tmp_path):
    def export() -> Path:
        answer = client.get("/statistics/all.csv")
        assert answer.status_code == 200
        path = tmp_path / "all.csv"
        path.write_bytes(answer.content)
        return path

    return export


def look(path):
    extract = readers.read([(path.name, path)])
    return preview(extract.cells, publication=extract.publication, edition=extract.edition)


def outcomes(path):
    found = look(path)
    return len(found.new), len(found.changed), len(found.unchanged), found.warnings


def test_every_state_of_a_figure_and_every_reason_comes_back_unchanged(exported):
    series = published()
    for number, status in enumerate(Observation.Status.values):
        year(series, 2000 + number, 100 + number, status=status)
    for number, missing in enumerate(reason for reason in Observation.Missing.values if reason):
        year(series, 2010 + number, None, missing=missing)
    assert outcomes(exported()) == (0, 0, 9, [])
    statuses = {line.status for line in look(exported()).lines if line.made.value is not None}
    assert statuses == {*Observation.Status.values}


NAMES = ["=1+1", "-Gun crime, “all”", "a, b; c", 'He said "no"', "'=marked", "''=twice", "+", "@home", "Größe – ½", "'tis", "0", "[z]x"]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_a_spreadsheet_would_trip_over_come_back(exported, name):
    area, source = make.AreaFactory(name=name), make.SourceFactory(title=name)
    series = make.SeriesFactory(measure__title=name, area=area, source=source)
    year(series, 2020, -5, edition=name)
    year(series, 2021, 0, edition=name)
    assert outcomes(exported()) == (0, 0, 2, [])
    assert {line.edition for line in look(exported()).lines} == {name}


def test_periods_of_any_length_come_back(exported):
    series = published()
    for start, end in (((2020, 6, 30), (2020, 6, 30)), ((2021, 1, 1), (2021, 3, 31)), ((1700, 1, 1), (2199, 12, 31))):
        make.ObservationFactory(series=series, period_start=date(*start), period_end=date(*end))
    assert outcomes(exported()) == (0, 0, 3, [])


def test_areas_of_one_name_come_back_each_to_its_own(exported):
    here = make.SeriesFactory(area__name="Dovecot", area__code="E05000001")
    there = make.SeriesFactory(measure=here.measure, source=here.source, area__name="Dovecot", area__version="2023", area__code="E05000002")
    year(here, 2020, 1)
    year(there, 2020, 2)
    assert outcomes(exported()) == (0, 0, 2, [])


def test_into_a_copy_in_which_one_value_was_changed_it_shows_exactly_that_one(exported):
    series = published(10, 11, 12, 13)
    path = exported()
    changed = series.observations.get(value=12)
    Observation.objects.filter(pk=changed.pk).update(value=14)
    (line,) = look(path).changed
    assert (line.stored, line.before, line.after) == (changed, "14", "12")
    assert outcomes(path)[:3] == (0, 1, 3)


def test_into_a_copy_in_which_one_figure_is_missing_it_shows_that_one_as_new(exported):
    series = published(10, 11, 12)
    path = exported()
    series.observations.get(value=11).delete()
    assert outcomes(path)[:3] == (1, 0, 2)


def test_uploaded_through_the_desk_it_is_the_same_on_any_database(exported):
    series = published(10, 11, title="=Knives, “sharp”")
    year(series, 2010, 5, status="announced", edition="A press release")
    path = exported()
    Observation.objects.filter(value=5).delete()
    of = uploaded(path)
    services.read_due()
    of.refresh_from_db()
    apply(of)
    back = Observation.objects.get(value=5)
    assert (back.status, back.edition, back.state) == ("announced", "A press release", "review")


def test_what_is_not_public_is_neither_exported_nor_touched(exported):
    series = published(10)
    year(series, 2010, 5, draft=True)
    path, before = exported(), everything()
    assert outcomes(path) == (0, 0, 1, [])
    assert everything() == before


def test_a_measure_that_is_not_here_is_named_with_how_many_figures_it_has(exported, tmp_path):
    published(10, 11, title="Murders")
    path = exported()
    Measure.objects.update(title="Homicide")
    (warning,) = look(path).warnings
    assert warning == "No series here for “Murders” in Liverpool (E08000012) from “Tables”: 2 figures were left out."
    rows = list(csv.reader(io.StringIO(path.read_text())))
    Measure.objects.update(title="Murders")
    assert outcomes(saved(tmp_path / "semicolons.csv", rows, separator=";", encoding="utf-8-sig")) == (0, 0, 2, [])
