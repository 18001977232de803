"""`manage.py import_figures`: the upload at the desk, at once and from the command line."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from statistics.management.commands import import_figures
from statistics.models import Import, Observation
from statistics.services import stored
from tests.factories import UserFactory
from tests.statistics.imports.build import WHY, everything, figure, rule, street_file, street_year, values
from tests.statistics.readers.tables import C2, saved

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def robberies():
    return rule(area_code="E22000182").series


def run(*files, **options) -> str:
    out = io.StringIO()
    call_command("import_figures", *map(str, files), stdout=out, **options)
    return out.getvalue()


def as_json(*files, **options):
    return json.loads(run(*files, json=True, **options))


def refused(*files, told, **options):
    before = everything()
    with pytest.raises(CommandError, match=told):
        run(*files, **options)
    assert everything() == before


def test_a_dry_run_prints_one_object_and_stores_nothing(robberies):
    before = everything()
    said = as_json(C2, dry_run=True)
    assert everything() == before
    assert (said["publication"], said["import"], said["rows_used"] + sum(left["rows"] for left in said["left_out"])) == (
        "ons-force-areas",
        None,
        said["rows_read"],
    )
    assert {"reason", "rows"} == set(said["left_out"][0])
    (cell,) = [cell for cell in said["cells"] if (cell["area_code"], cell["category"]) == ("E22000182", "Robbery")]
    wanted = {
        "area_name": "Liverpool",
        "code": None,
        "period_start": "2024-01-01",
        "period_end": "2024-12-31",
        "value": 607,
        "reason": None,
    }
    assert cell == {"area_code": "E22000182", "category": "Robbery", **wanted}
    (made,) = said["figures"]
    assert (made["outcome"], made["before"], made["value"], made["is_public"]) == ("new", None, 607, False)


def test_a_hidden_value_is_null_with_its_reason_and_what_a_cell_alone_has_stands_with_it(tmp_path):
    header = ["measure", "area code", "area name", "period start", "period end", "value", "status", "source", "edition"]
    row = ["M", "[z]", "A", "2024-01-01", "2024-12-31", "[c]", "revised", "S", "E"]
    (cell,) = as_json(saved(tmp_path / "own.csv", [header, row]), dry_run=True)["cells"]
    assert (cell["value"], cell["reason"], cell["area_code"]) == (None, "confidential", None)
    assert (cell["status"], cell["source"], cell["edition"]) == ("revised", "S", "E")


def test_it_stores_into_review_and_says_so(robberies, tmp_path):
    by = UserFactory()
    said = run(C2, by=by.email.upper(), edition="Ours", edition_on="2025-04-24")
    stored_figure = Observation.objects.get()
    assert (stored_figure.value, stored_figure.state, stored_figure.entered_by) == (607, "review", by)
    assert (stored_figure.edition, f"{stored_figure.edition_on}") == ("Ours", "2025-04-24")
    assert f"New: {robberies}, January to December 2024: 607" in said
    assert "Figures: 1 new, 0 changed, 0 unchanged" in said
    made = Import.objects.get()
    assert f"Import {made.pk}: in review." in said
    assert (made.state, made.files.get().file_name, made.uploaded_by, made.applied_by) == ("applied", C2.name, by, by)


def test_the_same_again_stores_nothing_and_the_json_names_the_import(robberies):
    assert as_json(C2)["import"] == Import.objects.get().pk
    before = everything()
    assert import_figures.UNCHANGED in run(C2)
    assert everything() == before


def test_a_changed_figure_needs_a_reason_and_is_shown_from_old_to_new(robberies):
    figure(robberies, 2024, 600, review=True)
    refused(C2, told=r"Say why\. \(--why\)")
    assert "Changed" in run(C2, dry_run=True)
    assert f"Changed: {robberies}, January to December 2024: 600 → 607\n" in run(C2, why=WHY)
    assert values(robberies) == {2024: 607}


def test_a_public_figure_waits_and_the_words_say_so(robberies):
    figure(robberies, 2024, 600)
    said = run(C2, why=WHY)
    assert "600 → 607, which is public: its revision waits for a second person" in said
    assert values(robberies) == {2024: 600}


def test_with_a_hash_it_does_what_was_looked_at_or_nothing(robberies):
    said = run(C2, dry_run=True)
    digest = said.rpartition("Hash of this preview: ")[2].strip()
    refused(C2, told="something else", hash="0" * 16)
    refused(C2, told="something else", hash=digest, edition="Another")
    run(C2, hash=digest)
    assert values(robberies) == {2024: 607}


def test_a_hash_looked_at_before_a_correction_is_refused(robberies):
    kept = figure(robberies, 2024, 600, review=True)
    digest = as_json(C2, dry_run=True)["hash"]
    Observation.objects.filter(pk=kept.pk).update(value=601)
    refused(C2, told="something else", hash=digest, why=WHY)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_refused_file_ends_with_1_and_says_where(tmp_path, capsys, dry_run):
    bad = street_file(tmp_path / "bad.csv", "2024-13", {"Robbery": 1})
    refused(bad, told="Nothing was stored. bad.csv, line 2, column “Month”: “2024-13” is not a month", dry_run=dry_run)
    out = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("import_figures", str(bad), json=True, dry_run=dry_run, stdout=out)
    assert end.value.code == 1
    (said,) = json.loads(out.getvalue()).values()
    assert (said["file"], said["line"], said["column"]) == ("bad.csv", 2, "Month")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    refused(tmp_path / "none.csv", told="none.csv: There is no such file.")
    refused(tmp_path, told="There is no such file.")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"period": "soon"}, "“soon” is not a period"),
        ({"edition_on": "24/04/2025"}, "“24/04/2025” is not a day"),
        ({"by": "nobody@example.org"}, "There is no account of nobody@example.org."),
        ({"edition": "E" * 121}, "The edition is longer than 120 characters"),
        ({"why": "W" * 301}, "The why is longer than 300 characters"),
    ],
)
def test_what_is_typed_wrongly_is_told_and_nothing_is_stored(robberies, options, told):
    refused(C2, told=told, **options)


def test_who_has_left_answers_for_nothing(robberies):
    refused(C2, told="no account", by=UserFactory(leaver=True).email)


def test_a_period_by_hand_is_taken(tmp_path):
    bare = saved(tmp_path / "bare.csv", [["Code", "Name", "All ages"], ["E08000012", "Liverpool", "498042"]])
    (cell,) = as_json(bare, dry_run=True, period="2019")["cells"]
    assert (cell["period_end"], cell["value"]) == ("2019-06-30", 498042)


def test_warnings_are_words_in_the_text_and_a_list_in_the_json(robberies):
    figure(robberies, 2023, 10)
    told = f"{robberies.measure}, January to December 2024: 607 is more than half away from 10 in January to December 2023."
    assert any(warning.startswith(told) for warning in as_json(C2, dry_run=True)["warnings"])
    assert f"Look: {told}" in run(C2, dry_run=True)


def test_several_files_are_one_import(tmp_path):
    year = rule(publication="police-uk-street", year_ends_in=12).series
    run(*street_year(tmp_path, Robbery=2))
    assert values(year) == {2024: 24}
    assert Import.objects.get().files.count() == 12


def test_what_the_database_cannot_hold_is_refused_like_a_file(robberies, monkeypatch):
    monkeypatch.setattr(stored, "LONGEST", {"category": 3})
    refused(C2, told="is longer than 3 characters")
    before = everything()
    with pytest.raises(SystemExit):
        as_json(C2)
    assert everything() == before


def test_a_fault_in_the_middle_stores_nothing(robberies, monkeypatch):
    before = everything()
    monkeypatch.setattr(import_figures.services, "apply", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run(C2)
    assert everything() == before


def on_its_own(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process of its own, on a database that nobody has migrated."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'empty.sqlite3'}"}
    command = [sys.executable, "manage.py", "import_figures", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.once
def test_without_a_migrated_database_a_dry_run_shows_the_file_alone(tmp_path):
    done = on_its_own(tmp_path, str(C2), "--dry-run", "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["figures"], said["hash"]) == (0, None, None)
    assert len(said["cells"]) > 10
    assert import_figures.NOT_READY in said["warnings"]


@pytest.mark.once
def test_without_a_migrated_database_nothing_is_stored_and_a_sentence_says_so(tmp_path):
    done = on_its_own(tmp_path, str(C2), "--by", "somebody@example.org")
    assert (done.returncode, done.stdout) == (1, "")
    assert import_figures.NOT_MIGRATED in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_without_a_migrated_database_json_says_so_too(tmp_path):
    done = on_its_own(tmp_path, str(C2), "--json")
    said = json.loads(done.stdout)["error"]
    assert (done.returncode, said["message"]) == (1, import_figures.NOT_MIGRATED)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "options", [{"period": "soon"}, {"edition_on": "soon"}, {"by": "nobody@example.org", "dry_run": True}, {"hash": "other"}]
)
def test_whatever_is_refused_json_is_one_object_that_says_why(capsys, options):
    with pytest.raises(SystemExit) as ended:
        call_command("import_figures", str(C2), json=True, **options)
    said = json.loads(capsys.readouterr().out)
    assert (ended.value.code, [*said], [*said["error"]]) == (1, ["error"], ["file", "line", "column", "message"])


def test_in_words_a_dry_run_without_a_database_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(import_figures, "_preview", lambda *_: None)
    said = run(C2, dry_run=True)
    assert said.endswith(f"{import_figures.NOT_READY}\n")
    assert "Figures:" not in said
