"""Taking an import out again as a whole, while nothing of it has been public."""

import pytest
from django.core.exceptions import ValidationError

from citysafe.history.models import Revision
from citysafe.publishing.services import publish
from statistics import services
from statistics.models import ImportedFigure, Observation
from statistics.services import imports
from tests.factories import UserFactory
from tests.statistics.imports.build import applied, apply, everything, figure, read_import, rule, values
from tests.statistics.releases.build import let_out

pytestmark = pytest.mark.django_db


def undo(of):
    return services.undo(of=of, by=UserFactory(), why="The wrong file.")


def refused(of, told):
    by, before = UserFactory(), everything()
    with pytest.raises(ValidationError, match=told):
        services.undo(of=of, by=by, why="The wrong file.")
    assert everything() == before


def kept():
    names = ("pk", "value", "missing", "status", "edition", "edition_on", "state", "note")
    return list(Observation.objects.order_by("pk").values_list(*names))


def test_new_ones_go_corrected_ones_are_as_before_and_waiting_ones_are_dropped():
    of = rule()
    figure(of.series, 2022, 600, edition_on="2024-04-24")
    figure(of.series, 2023, None, missing="confidential", review=True, edition_on="2024-04-24", status="estimated")
    before = kept()
    upload = applied({2022: 601, 2023: 691, 2024: 607})
    assert values(of.series) == {2022: 600, 2023: 691, 2024: 607}
    assert undo(upload) == 3
    assert kept() == before
    upload.refresh_from_db()
    assert upload.state == "undone"
    assert {figure.outcome for figure in upload.figures.all()} == {"taken_out"}
    assert [str(figure) for figure in upload.figures.filter(observation=None)] == ["A figure that was taken out again"]


def test_the_history_keeps_what_was_taken_out_and_why():
    rule()
    upload = applied({2024: 607})
    gone = Observation.objects.get()
    undo(upload)
    last = Revision.objects.of(gone).first()
    assert (last.kind, last.why) == ("deleted", "The wrong file.")
    assert last.fields.get(field="value").before == "607"
    assert Revision.objects.of(upload).first().why == "The wrong file."


def test_what_was_taken_out_can_come_again():
    of = rule()
    undo(applied({2024: 607}))
    applied({2024: 607})
    assert values(of.series) == {2024: 607}


@pytest.mark.parametrize("state", ["read", "undone", "discarded", "refused"])
def test_only_what_is_in_review_is_taken_out(state):
    refused(read_import({}, state=state, applied_at="2025-01-01T00:00Z"), "not in review")


def test_nothing_is_taken_out_once_any_of_it_has_been_public():
    rule()
    upload = applied({2023: 691, 2024: 607})
    publish(thing=Observation.objects.first(), by=None)
    refused(upload, "have been public")


def test_nothing_is_taken_out_once_a_revision_was_released():
    figure(rule().series, 2024, 607)
    upload = applied({2024: 610}, UserFactory())
    let_out(upload)
    refused(upload, "have been public")


def test_what_a_release_in_review_holds_is_not_taken_out_until_that_is_taken_back():
    figure(rule().series, 2024, 607)
    upload = applied({2023: 600, 2024: 610}, UserFactory())
    made = services.release_of(of=upload, by=UserFactory())
    services.ask_for_review(of=made, by=UserFactory())
    refused(upload, r"holds some of its figures|no draft any more")
    services.take_back(of=made, by=UserFactory(), why="Wrong file.")
    undo(upload)
    assert (made.observations.count(), made.revisions.count(), Observation.objects.get().value) == (0, 0, 607)


MEANWHILE = {
    "published": (lambda one: one.update(first_public_at="2024-01-01T00:00Z"), "have been public"),
    "corrected": (lambda one: one.update(value=1), "was changed after the import"),
    "deleted": (lambda one: one.delete(), "was changed after the import"),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_somebody_does_while_it_is_taken_out_stays_with_all_the_rest(monkeypatch, meanwhile):
    """As on a database where others write meanwhile."""
    rule()
    upload, locked = applied({2023: 691, 2024: 607}), imports._locked
    act, told = MEANWHILE[meanwhile]

    def then_somebody_acts(of):
        if of.observation.period_end.year == 2024:
            act(Observation.objects.filter(pk=of.observation.pk))
        return locked(of)

    monkeypatch.setattr(imports, "_locked", then_somebody_acts)
    refused(upload, told)


BY_HAND = [
    {"value": 608},
    {"value": None, "missing": "confidential"},
    {"edition": "Typed"},
    {"status": "final"},
    {"period_start": "2019-01-01", "period_end": "2019-12-31"},
    {"note": "Rounded by the source."},
]


@pytest.mark.parametrize("changed", BY_HAND, ids=lambda changed: next(iter(changed)))
@pytest.mark.parametrize("there_before", [False, True])
def test_a_figure_changed_by_hand_after_the_import_blocks_it_whole(changed, there_before):
    of = rule()
    if there_before:
        figure(of.series, 2024, 600, review=True)
    upload = applied({2023: 691, 2024: 607})
    Observation.objects.filter(period_end__year=2024).update(**changed)
    refused(upload, "was changed after the import")


def test_a_figure_moved_to_another_series_blocks_it_too():
    rule()
    upload = applied({2024: 607})
    Observation.objects.update(series=rule(publication="police-uk-street").series)
    refused(upload, "was changed after the import")


def test_a_newer_import_on_top_is_taken_out_first():
    of = rule()
    older = applied({2024: 607})
    newer = applied({2024: 610})
    refused(older, "was changed after the import")
    undo(newer)
    undo(older)
    assert values(of.series) == {}


def test_a_check_and_a_planned_moment_do_not_block_it():
    rule()
    upload = applied({2024: 607}, UserFactory())
    services.mark_as_checked(observation=Observation.objects.get(), by=UserFactory())
    Observation.objects.update(state="published", published_at="2099-01-01T00:00Z", first_public_at="2099-01-01T00:00Z")
    assert undo(upload) == 1


def test_a_figure_that_somebody_deleted_does_not_block_it():
    of = rule()
    upload = applied({2023: 691, 2024: 607})
    Observation.objects.filter(period_end__year=2024).delete()
    assert undo(upload) == 2
    assert values(of.series) == {}


def test_a_waiting_revision_is_dropped_whatever_happened_to_its_figure():
    stored = figure(rule().series, 2024, 607)
    upload = applied({2024: 610})
    Observation.objects.update(value=608)
    undo(upload)
    stored.refresh_from_db()
    assert (stored.value, ImportedFigure.objects.get().outcome) == (608, "taken_out")
    assert apply(read_import({2024: 610})).changed != []
