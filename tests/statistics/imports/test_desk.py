"""The upload at the desk and the page of an import in each of its states."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from citysafe.desk import words
from statistics import import_forms, services
from statistics.admin import imports as desk_of_imports
from statistics.models import Import, ImportFile
from tests import factories as make
from tests.statistics.imports.build import add_cell, applied, figure, read_import, rule, street_file, uploaded
from tests.statistics.releases.build import let_out
from tests.world import member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADD, LIST = reverse("admin:statistics_import_add"), reverse("admin:statistics_import_changelist")
HOSTILE = "<script>alert('x')</script>\"&"


@pytest.fixture
def statistician():
    return member("statistician")


@pytest.fixture
def desk(client, statistician):
    client.force_login(statistician)
    return client


def page(of, name="change"):
    return reverse(f"admin:statistics_import_{name}", args=[of.pk])


def shown(desk, of):
    return desk.get(page(of)).content.decode()


def file(name="a.csv", content=b"Month\n"):
    return SimpleUploadedFile(name, content)


def test_files_are_uploaded_and_read_in_the_background(desk, statistician, tmp_path):
    rule(publication="police-uk-street")
    paths = [street_file(tmp_path / f"{month}.csv", month, {"Robbery": 2}) for month in ("2024-01", "2024-02")]
    typed = {"uploads": [file(path.name, path.read_bytes()) for path in paths], "edition": "Ours", "edition_on": "24/04/2025"}
    answer = desk.post(ADD, typed, follow=True)
    of = Import.objects.get()
    assert answer.redirect_chain == [(page(of), 302)]
    assert desk_of_imports.UPLOADED in answer.content.decode()
    assert (of.uploaded_by, of.edition, of.edition_on, of.files.count()) == (statistician, "Ours", date(2025, 4, 24), 2)
    services.read_due()
    assert "4 rows read, 4 used, none left out" in shown(desk, of)


TYPED_WRONGLY = [
    ({"uploads": []}, import_forms.NO_FILE),
    ({"uploads": [file(content=b"")]}, "a.csv is empty: download it again."),
    ({"period": "soon"}, import_forms.NO_PERIOD),
    ({"period": "2019" * 20}, "This is longer than 60 characters: shorten it."),
    ({"edition": "E" * 121}, "This is longer than 120 characters: shorten it."),
    ({"edition": "a\0b"}, words.NOT_STORED),
    ({"edition_on": "31/02/2025"}, import_forms.NO_DAY),
    ({"edition_on": "x\0"}, import_forms.NO_DAY),
]


@pytest.mark.parametrize(("typed", "told"), TYPED_WRONGLY)
def test_what_is_wrong_is_said_in_our_words_and_what_was_typed_stays(desk, typed, told):
    sent = {"uploads": [file()], "period": "2019", "edition": "Kept words", "edition_on": "24/04/2025", **typed}
    answer = desk.post(ADD, sent)
    text = answer.content.decode()
    assert escape(told) in text
    assert "Kept words" in text or "edition" in typed
    assert "24/04/2025" in text or "edition_on" in typed
    assert not Import.objects.exists()


def test_too_many_and_too_large_files_are_refused(desk, settings):
    settings.IMPORT_MAX_MB = 1
    told = import_forms.TOO_LARGE.format(name="big.csv", limit=1)
    assert told in desk.post(ADD, {"uploads": [file("big.csv", b"x" * 1_000_001)]}).content.decode()
    many = [file(f"{number}.csv") for number in range(import_forms.MOST_FILES + 1)]
    assert import_forms.TOO_MANY in desk.post(ADD, {"uploads": many}).content.decode()
    assert not ImportFile.objects.exists()


def test_the_form_says_what_is_read_and_takes_several_files(desk):
    text = desk.get(ADD).content.decode()
    assert 'enctype="multipart/form-data"' in text
    assert " multiple" in text
    assert "Street-level crime" in text


def test_an_upload_that_waits_or_is_read_shows_how_far_it_is(desk, tmp_path):
    of = uploaded(street_file(tmp_path / "a.csv", "2024-01", {"Robbery": 1}))
    assert 'data-is-on-its-way="yes"' in shown(desk, of)
    assert "import-progress" in shown(desk, of)
    Import.objects.update(state="reading", progress=42, rows_read=1234, claimed_until=timezone.now())
    assert "42% read, 1,234 rows" in shown(desk, of)
    assert "Being read, 42%" in desk.get(LIST).content.decode()


def test_a_refused_upload_says_where_and_why(desk):
    said = {"file": "a.csv", "line": 7, "column": "Month", "message": "“2024-13” is not a month."}
    of = make.ImportFactory(state="refused", refusal=said)
    text = shown(desk, of)
    assert all(str(part) in text for part in said.values())
    assert "import-progress" not in text


def test_what_was_read_shows_new_changed_and_unchanged_and_warnings(desk):
    of = rule()
    for year, value in ((2021, 500), (2022, 600), (2023, 691)):
        figure(of.series, year, value)
    upload = read_import({2022: 600, 2023: 697, 2024: 20}, warnings=["A word of the file."], left_out={"Rare": 1, "Frequent": 30})
    text = shown(desk, upload)
    assert [f"{name}: {number}" in text for name, number in (("New", 1), ("Changed", 1), ("Unchanged", 1))] == [True] * 3
    assert "<td>691</td><td>697</td><td>Yes: it waits for a second person</td>" in text
    assert "A word of the file." in text
    assert "20 is more than half away from 697 in" in text
    assert text.index("Frequent") < text.index("Rare")
    assert 'name="why"' in text


def test_where_nothing_would_change_there_is_no_button(desk):
    of = rule()
    figure(of.series, 2024, 607)
    text = shown(desk, read_import({2024: 607}))
    assert "There is nothing to do" in text
    assert "Put them into review" not in text
    assert 'name="why"' not in shown(desk, read_import({2023: 1}))


def test_a_file_that_is_in_review_already_is_told(desk):
    rule()
    earlier, upload = applied({2024: 607}), read_import({2024: 607})
    for of in (earlier, upload):
        make.ImportFileFactory(upload=of, sha256="a" * 64)
    assert f'This very file is in <a href="{page(earlier)}">{earlier}</a> already.' in shown(desk, upload)


def test_what_was_applied_lists_its_figures_with_the_buttons_that_are_left(desk):
    of = rule()
    public = figure(of.series, 2023, 691)
    upload = applied({2023: 697, 2024: 607}, make.UserFactory(full_name="Ann Other"))
    text = shown(desk, upload)
    assert reverse("admin:statistics_observation_change", args=[public.pk]) in text
    assert "A revision of a public figure, waiting for a release" in text
    assert (page(upload, "release") in text, page(upload, "undo") in text) == (True, True)
    assert "by Ann Other" in text
    assert "Put 2 figures into a release" in text
    let_out(upload)
    text = shown(desk, upload)
    assert (page(upload, "release") in text, page(upload, "undo") in text) == (False, False)
    assert "it is revised by a newer import, and not taken out" in text


@pytest.mark.parametrize("state", ["undone", "discarded"])
def test_what_is_done_with_has_no_button(desk, state):
    rule()
    upload = applied({2024: 607}) if state == "undone" else read_import({2024: 607})
    if state == "undone":
        services.undo(of=upload, by=make.UserFactory(), why="Wrong.")
    else:
        services.discard(of=upload, by=make.UserFactory())
    text = shown(desk, upload)
    assert ("A figure that was taken out again" in text) == (state == "undone")
    assert ("No figure came of it." in text) == (state == "discarded")
    assert 'type="submit" value' not in text


def test_names_and_cells_that_would_run_as_code_are_shown_as_text(desk):
    of = rule(wanted=HOSTILE, series__measure__title=HOSTILE, series__area__name=HOSTILE)
    upload = read_import({}, edition=HOSTILE, warnings=[HOSTILE], left_out={HOSTILE: 1}, period_given=HOSTILE[:60])
    add_cell(upload, 2024, 5, category=HOSTILE)
    make.ImportFileFactory(upload=upload, file_name=HOSTILE)
    refused = make.ImportFactory(state="refused", refusal=dict.fromkeys(("file", "line", "column", "message"), HOSTILE))
    texts = [shown(desk, upload), shown(desk, refused), desk.get(LIST).content.decode()]
    services.apply(of=upload, digest=services.imports.preview_of(upload).digest, by=None)
    texts.append(shown(desk, upload))
    assert not [text for text in texts if "<script>alert" in text]
    assert all(escape(HOSTILE) in text for text in texts)
    assert of.series.observations.exists()


def test_very_many_lines_are_cut_and_the_page_says_so(desk, monkeypatch):
    monkeypatch.setattr(desk_of_imports, "MOST_LINES", 3)
    rule()
    said = {"warnings": [f"Warning {number}." for number in range(5)], "left_out": {f"Reason {number}": 1 for number in range(6)}}
    upload = read_import(dict.fromkeys(range(2000, 2004), 5), **said)
    text = shown(desk, upload)
    assert [f"These are the first 3 of {number}." in text for number in (4, 5, 6)] == [True] * 3
    assert ("Warning 2." in text, "Warning 3." in text) == (True, False)
    services.apply(of=upload, digest=services.imports.preview_of(upload).digest, by=None)
    assert "These are the first 3 of 4." in shown(desk, upload)


def test_the_list_names_files_publication_state_and_figures(desk):
    rule()
    upload = applied({2023: 691, 2024: 607})
    for name in ("one.csv", "two.csv", "three.csv"):
        make.ImportFileFactory(upload=upload, file_name=name)
    make.ImportFileFactory(upload=make.ImportFactory(publication="", state="waiting"), file_name="alone.csv")
    make.ImportFactory()
    text = desk.get(LIST).content.decode()
    assert "one.csv and 2 more" in text
    assert ">alone.csv<" in text
    assert 'field-number_of_figures">2<' in text
    assert "Police force area data tables, Office for National Statistics" in text


@pytest.mark.parametrize(
    ("asked", "found"), [({"q": "two"}, 1), ({"publication": "ons-force-areas"}, 1), ({"publication": "a\0b"}, 0), ({"state": "read"}, 1)]
)
def test_the_list_is_searched_and_filtered(desk, asked, found):
    rule()
    upload = applied({2024: 607})
    for name in ("one.csv", "two.csv", "two.csv again"):
        make.ImportFileFactory(upload=upload, file_name=name)
    make.ImportFactory()
    assert desk.get(LIST, asked).context["cl"].queryset.count() == found


def test_the_history_of_an_import_stands_beside_it(desk):
    rule()
    upload = applied({2024: 607})
    assert "In review" in desk.get(page(upload, "history")).content.decode()
