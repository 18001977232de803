"""From the upload to the preview: files are read as due work, once each, and their rows are not kept."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from citysafe.history.models import Revision
from statistics import readers, services
from statistics.models import Import, ImportedCell, ImportFile
from statistics.services import stored, uploads
from tests import factories as make
from tests.statistics.imports.build import again, apply, street_file, street_year, uploaded
from tests.statistics.readers.tables import saved, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("street_rule")]


def raw_files(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def cells():
    return list(ImportedCell.objects.order_by("category", "period_start").values_list("category", "period_start__month", "value"))


def test_an_upload_waits_and_is_read_in_the_background(month, settings):
    by = make.UserFactory()
    of = uploaded(month, by=by)
    assert (of.state, of.uploaded_by, len(raw_files(settings))) == ("waiting", by, 1)
    assert services.read_due() == "1 read."
    assert again(of).state == "read"
    assert (of.publication, of.rows_read, of.rows_used, of.progress, of.claimed_until) == ("police-uk-street", 5, 5, 100, None)
    assert cells() == [("Drugs", 1, 2), ("Robbery", 1, 3)]
    assert services.read_due() == ""


def test_the_raw_file_is_deleted_and_its_name_size_and_fingerprint_stay(month, settings):
    of = uploaded(month)
    services.read_due()
    assert raw_files(settings) == []
    file = of.files.get()
    assert (file.content.name, file.file_name, file.size, len(file.sha256)) == ("", "2024-01.csv", month.stat().st_size, 64)


def test_what_a_process_had_no_time_to_delete_goes_in_the_next_round(month, settings):
    of = uploaded(month)
    Import.objects.update(state="read")
    services.read_due()
    assert (raw_files(settings), of.files.get().content.name) == ([], "")


def test_only_cells_of_areas_that_a_rule_names_are_kept(tmp_path):
    uploaded(
        street_file(tmp_path / "a.csv", "2024-01", {"Robbery": 1}, area="Knowsley 001A"),
        street_file(tmp_path / "b.csv", "2024-02", {"Robbery": 2}),
    )
    services.read_due()
    assert cells() == [("Robbery", 2, 2)]


def test_the_same_file_twice_in_one_upload_is_kept_once_and_the_order_stays(month, tmp_path):
    copy = Path(shutil.copy(month, tmp_path / "copy.csv"))
    of = uploaded(month, street_file(tmp_path / "2023-12.csv", "2023-12", {"Drugs": 1}), copy)
    assert [file.file_name for file in of.files.all()] == ["2024-01.csv", "2023-12.csv"]
    services.read_due()
    assert cells() == [("Drugs", 12, 1), ("Drugs", 1, 2), ("Robbery", 1, 3)]


def test_what_staff_say_of_the_period_and_the_edition_comes_first(month):
    of = uploaded(month, edition="Our words", edition_on="2025-04-24")
    services.read_due()
    assert (again(of).edition, f"{of.edition_on}") == ("Our words", "2025-04-24")


def test_the_words_of_a_file_are_cut_to_the_room_that_there_is(month):
    said = replace(readers.read([(month.name, month)]), edition="E" * 500)
    assert services.edition_of(said, given="") == "E" * 120
    assert services.edition_of(said, given="Ours") == "Ours"


def test_a_refused_file_says_file_line_column_and_why_and_keeps_no_cell(tmp_path, month, settings):
    bad = tmp_path / "bad.csv"
    bad.write_text(month.read_text().replace(",2024-01,", ",2024-13,", 1))
    of = uploaded(bad)
    assert services.read_due() == "1 read."
    assert again(of).state == "refused"
    assert (of.refusal["file"], of.refusal["line"], of.refusal["column"]) == ("bad.csv", 2, "Month")
    assert "“2024-13” is not a month" in of.refusal["message"]
    assert (cells(), of.claimed_until, of.files.get().content.name) == ([], None, "")


def test_a_file_that_is_gone_is_refused_and_stops_nobody_else(month, settings):
    gone, other = uploaded(month), uploaded(month)
    Path(gone.files.get().content.path).unlink()
    assert services.read_due() == "2 read."
    assert again(gone).refusal["message"] == uploads.GONE
    assert again(other).state == "read"


def test_reading_twelve_months_makes_one_year(tmp_path):
    of = uploaded(zipped(tmp_path / "year.zip", {path.name: path for path in street_year(tmp_path)}))
    services.read_due()
    assert [(line.period.label, line.made.value) for line in apply(again(of)).new] == [("January to December 2024", 36)]


def test_cells_are_stored_in_several_short_writes(tmp_path, monkeypatch):
    monkeypatch.setattr(stored, "SLICE", 5)
    of = uploaded(*street_year(tmp_path))
    services.read_due()
    assert (again(of).state, of.cells.count()) == ("read", 12)


@pytest.mark.parametrize(("value", "told"), [("9" * 19, "is no count of anything"), ("1", "is longer than 200 characters")])
def test_what_the_database_cannot_hold_is_refused_in_words(tmp_path, value, told):
    name = "M" * 201 if value == "1" else "M"
    header = ["measure", "area code", "area name", "period start", "period end", "value", "status", "source", "edition"]
    of = uploaded(saved(tmp_path / "a.csv", [header, [name, "", "A", "2024-01-01", "2024-12-31", value, "final", "S", "E"]]))
    services.read_due()
    assert again(of).state == "refused"
    assert told in of.refusal["message"]


def test_the_history_has_the_upload_with_its_files_and_what_came_of_it(month):
    by = make.UserFactory()
    of = uploaded(month, by=by)
    services.read_due()
    read, made = Revision.objects.of(of)
    assert (made.kind, made.by, made.fields.filter(after="2024-01.csv").exists()) == ("created", by, True)
    assert (read.by, read.fields.get(field="state").after) == (None, "To be looked at")


@pytest.mark.parametrize(("state", "is_told"), [("applied", True), ("read", False), ("undone", False), ("discarded", False)])
def test_a_file_that_was_imported_already_is_told(month, state, is_told):
    earlier = uploaded(month)
    Import.objects.update(state=state, applied_at=timezone.now())
    of = uploaded(month)
    assert services.same_files(of) == ([earlier] if is_told else [])
    assert services.same_files(earlier) == []


@pytest.mark.parametrize(("name", "kept"), [(None, "file"), ("/a/b.csv", "b.csv"), ("x" * 300, "x" * 200), ("\udcff.csv", "?.csv")])
def test_a_file_s_name_is_kept_as_far_as_it_can_be(name, kept):
    assert services.short(name) == kept


def test_a_broken_upload_keeps_nothing(month):
    with pytest.raises(ValidationError):
        uploaded(month, edition_on="no day")
    assert not ImportFile.objects.exists()
    assert not Import.objects.exists()
