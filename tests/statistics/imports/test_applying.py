"""Putting an import into review: exactly what was looked at, all or nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citysafe.history.models import Revision
from statistics import services
from statistics.models import Observation
from statistics.services import imports
from tests.factories import UserFactory
from tests.statistics.imports.build import WHY, applied, apply, everything, figure, look, read_import, rule, values

pytestmark = pytest.mark.django_db


def refused(of, told, **fields):
    before = everything()
    with pytest.raises(ValidationError, match=told):
        services.apply(of=of, **{"digest": look(of).digest, "by": None, "why": WHY, **fields})
    assert everything() == before


def test_new_figures_go_into_review_with_the_edition_and_the_person_who_answers_for_them():
    of, by = rule(status="provisional"), UserFactory()
    upload = applied({2024: 607}, by, edition_on="2025-04-24")
    stored = Observation.objects.get()
    assert (stored.series, stored.value, stored.state, stored.status) == (of.series, 607, "review", "provisional")
    assert (stored.edition, f"{stored.edition_on}", stored.entered_by, stored.checked_by) == (
        "Tables of April 2025",
        "2025-04-24",
        by,
        None,
    )
    assert stored.first_public_at is None
    upload.refresh_from_db()
    assert (upload.state, upload.applied_by, upload.applied_at is None) == ("applied", by, False)
    assert [figure.outcome for figure in upload.figures.all()] == ["new"]


def test_a_reason_is_needed_where_figures_change_and_else_is_the_edition():
    of = rule()
    upload = read_import({2024: 607})
    apply(upload, why="")
    assert Revision.objects.of(Observation.objects.get()).get().why == f"{upload}: Tables of April 2025."
    refused(read_import({2024: 610}), "Say why", why=" ")
    applied({2024: 610})
    assert values(of.series) == {2024: 610}


@pytest.mark.parametrize("digest", ["", "0" * 16, "x" * 500, "a\0b", "é"])
def test_another_digest_is_refused_and_nothing_is_stored(digest):
    rule()
    refused(read_import({2024: 607}), "has changed since", digest=digest)


def test_a_figure_that_changed_between_looking_and_applying_refuses_all_of_it():
    of = rule()
    changed = figure(of.series, 2023, 691, review=True)
    upload = read_import({2023: 697, 2024: 607})
    looked_at = look(upload).digest
    Observation.objects.filter(pk=changed.pk).update(value=692)
    refused(upload, "has changed since", digest=looked_at)


MEANWHILE = {
    "corrected": lambda stored: stored.update(value=5),
    "moved to another year": lambda stored: stored.update(period_start="2019-01-01", period_end="2019-12-31"),
    "published": lambda stored: stored.update(state="published", published_at="2024-01-01T00:00Z", first_public_at="2024-01-01T00:00Z"),
    "put away": lambda stored: stored.update(state="archived"),
    "noted upon": lambda stored: stored.update(note="Rounded."),
    "deleted": lambda stored: stored.delete(),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_somebody_does_after_the_last_look_is_not_written_over(meanwhile, monkeypatch):
    """As on a database where others write while the preview is read."""
    of = rule()
    figure(of.series, 2023, 691, review=True)
    upload = read_import({2023: 697, 2024: 607})
    refuse = imports._refuse

    def then_somebody_acts(*given):
        refuse(*given)
        MEANWHILE[meanwhile](Observation.objects.filter(period_end__year=2023))

    monkeypatch.setattr(imports, "_refuse", then_somebody_acts)
    refused(upload, "has changed since")


def test_a_figure_that_somebody_enters_at_the_same_moment_refuses_all_of_it(monkeypatch):
    of = rule()
    upload = read_import({2023: 697, 2024: 607})
    refuse = imports._refuse

    def then_somebody_enters_one(*given):
        refuse(*given)
        figure(of.series, 2024, 1)

    monkeypatch.setattr(imports, "_refuse", then_somebody_enters_one)
    refused(upload, "has changed since")


def test_the_same_file_again_changes_nothing():
    of = rule()
    applied({2023: 691, 2024: None})
    again = read_import({2023: 691, 2024: None})
    assert [line.outcome for line in look(again).lines] == ["unchanged", "unchanged"]
    refused(again, "changes nothing")
    assert values(of.series) == {2023: 691, 2024: None}


@pytest.mark.parametrize("state", ["applied", "undone", "refused", "discarded", "waiting", "reading"])
def test_only_what_waits_to_be_looked_at_is_applied(state):
    rule()
    upload = read_import({2024: 607}, state=state, applied_at="2025-01-01T00:00Z")
    refused(upload, "not waiting to be looked at")


def test_a_newer_edition_corrects_what_is_in_review_and_the_old_stays_in_the_history():
    of, first, second = rule(), UserFactory(), UserFactory()
    applied({2024: 607}, first)
    stored = Observation.objects.get()
    services.mark_as_checked(observation=stored, by=UserFactory())
    upload = applied({2024: 610}, second, edition="Tables of July 2025")
    stored.refresh_from_db()
    assert (stored.value, stored.edition, stored.entered_by, stored.checked_by) == (610, "Tables of July 2025", second, None)
    assert [(figure.outcome, figure.before["value"], figure.after["value"]) for figure in upload.figures.all()] == [("corrected", 607, 610)]
    revision = Revision.objects.of(stored).first()
    change = revision.fields.get(field="value")
    assert (change.before, change.after, revision.why, revision.by) == ("607", "610", WHY, second)
    assert values(of.series) == {2024: 610}


def test_words_that_only_people_write_stay_with_a_corrected_figure():
    of = rule()
    figure(of.series, 2024, 607, draft=True, note="Rounded.", to_confirm="Ask.")
    applied({2024: 610})
    stored = Observation.objects.get()
    assert (stored.value, stored.state, stored.note, stored.to_confirm) == (610, "draft", "Rounded.", "Ask.")


def test_the_history_of_the_import_says_who_did_it_and_why():
    rule()
    upload, by = read_import({2024: 607}), UserFactory()
    apply(upload, by)
    revision = Revision.objects.of(upload).get()
    assert (revision.by, revision.why) == (by, WHY)
    assert list(revision.fields.values_list("field", "before", "after")) == [("state", "To be looked at", "In review")]


@pytest.mark.parametrize("state", ["read", "refused"])
def test_what_is_thrown_away_keeps_its_name_and_loses_its_cells(state):
    rule()
    upload, by = read_import({2024: 607}, state=state), UserFactory()
    services.discard(of=upload, by=by)
    assert (upload.state, upload.cells.count(), Observation.objects.count()) == ("discarded", 0, 0)
    assert Revision.objects.of(upload).get().by == by
    with pytest.raises(ValidationError, match="not waiting"):
        services.discard(of=upload, by=by)


def test_applying_asks_the_database_as_often_for_each_figure_however_many_there_are():
    rule()
    applied({1800: 1})  # what a process reads once in its life
    asked = []
    for years in (range(1900, 1910), range(2000, 2020)):
        upload = read_import(dict.fromkeys(years, 100))
        with CaptureQueriesContext(connection) as queries:
            apply(upload)
        asked.append(len(queries))
    for_each, rest = divmod(asked[1] - asked[0], 10)
    assert (for_each < 20, rest) == (True, 0)
