"""Figures on the desk: corrections with a reason, checks by a second person, changes computed and never typed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from statistics import comparison, services
from statistics.models import Observation
from statistics.models.observation import NEGATIVE_DEATHS, OUT_OF_BOUNDS
from tests.factories import ClaimFactory, ObservationFactory, SeriesFactory, UserFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
LIST = reverse("admin:statistics_observation_changelist")


@pytest.fixture
def statistician():
    return member("statistician")


@pytest.fixture
def desk(client, statistician):
    client.force_login(statistician)
    return client


def page(thing):
    return reverse(f"admin:statistics_{thing._meta.model_name}_change", args=[thing.pk])


def year(series, ends, value, **fields):
    return ObservationFactory(series=series, period_start=date(ends - 1, 10, 1), period_end=date(ends, 9, 30), value=value, **fields)


def check(desk, *figures):
    typed = {"action": "mark_checked", "_selected_action": [figure.pk for figure in figures]}
    return desk.post(LIST, typed, follow=True).content.decode()


def test_who_enters_a_figure_is_set_and_cannot_be_typed(desk, statistician):
    address, series = reverse("admin:statistics_observation_add"), SeriesFactory()
    typed = filled(desk, address, series=series.pk, period_start="01/10/2021", period_end="30/09/2022", value="15", edition="First")
    assert desk.post(address, {**typed, "entered_by": UserFactory().pk}).status_code == 302
    figure = Observation.objects.get()
    assert (figure.entered_by, figure.checked_by, figure.value) == (statistician, None, 15)


def test_what_the_public_has_seen_is_not_typed_over(desk):
    figure = ObservationFactory(value=6942, note="")
    typed = filled(desk, page(figure))
    assert not {"value", "missing", "period_start", "state", "published_at"} & typed.keys()
    desk.post(page(figure), {**typed, "value": "1", "state": "archived", "note": "Rounded.", "why": "Asked for."})
    figure.refresh_from_db()
    assert (figure.value, figure.state, figure.note) == (6942, "published", "Rounded.")


def test_no_figure_is_published_from_its_form_or_from_the_list(desk):
    figure = ObservationFactory(draft=True)
    desk.post(page(figure), filled(desk, page(figure), state="published", published_at_0="11/03/2024", published_at_1="09:30"))
    desk.post(LIST, {"action": "publish", "_selected_action": [figure.pk]})
    figure.refresh_from_db()
    assert (figure.state, figure.published_at) == ("draft", None)


def test_a_figure_is_taken_off_the_site_at_once_by_one_person(desk):
    figure = ObservationFactory()
    desk.post(LIST, {"action": "archive", "_selected_action": [figure.pk]})
    figure.refresh_from_db()
    assert figure.state == "archived"
    assert Revision.objects.of(figure).count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"value": 6},
        {"value": None, "missing": "confidential"},
        {"period_start": date(2001, 1, 1), "period_end": date(2001, 12, 31)},
        {"edition": "Second edition"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_check_goes_with_what_was_checked_outside_the_desk_too(statistician, changed):
    first = UserFactory()
    figure = ObservationFactory(value=5, entered_by=first, checked_by=UserFactory(), checked_at=timezone.now())
    for name, value in changed.items():
        setattr(figure, name, value)
    services.enter(observation=figure, by=statistician, why="A slip.", public_note="A slip of ours.")
    figure.refresh_from_db()
    answers = first if "edition" in changed else statistician
    assert (figure.entered_by, figure.checked_by, figure.checked_at) == (answers, None, None)
    revision = Revision.objects.of(figure).get()
    assert (revision.by, revision.why, revision.public_note) == (statistician, "A slip.", "A slip of ours.")


def test_a_figure_and_its_record_are_saved_together_or_not_at_all(statistician, monkeypatch):
    def fail(**_):
        raise RuntimeError

    figure = ObservationFactory(value=5)
    figure.value = 6
    monkeypatch.setattr("citysafe.history.services.record", fail)
    with pytest.raises(RuntimeError):
        services.enter(observation=figure, by=statistician)
    assert Observation.objects.get().value == 5


def test_a_figure_saved_on_the_desk_is_recorded_once(desk):
    figure = ObservationFactory(draft=True, value=5)
    desk.post(page(figure), filled(desk, page(figure), value="6", why="A slip."))
    assert [change.after for change in Revision.objects.get().fields.filter(field="value")] == ["6"]


def test_a_figure_that_has_been_public_is_not_deleted(desk):
    shown, draft = ObservationFactory(), ObservationFactory(draft=True)
    typed = {"action": "delete_selected", "post": "yes"}
    desk.post(LIST, {**typed, "_selected_action": [shown.pk]})
    desk.post(LIST, {**typed, "_selected_action": [draft.pk]})
    desk.post(reverse("admin:statistics_observation_delete", args=[shown.pk]), {"post": "yes"})
    assert list(Observation.objects.all()) == [shown]


def test_a_change_of_words_leaves_the_check_as_it_is(desk, statistician):
    figure = ObservationFactory(entered_by=UserFactory(), checked_by=statistician)
    desk.post(page(figure), filled(desk, page(figure), note="Rounded by the source."))
    figure.refresh_from_db()
    assert figure.checked_by == statistician


def test_one_does_not_check_ones_own_figure(desk, statistician):
    own, other = ObservationFactory(entered_by=statistician), ObservationFactory(entered_by=UserFactory())
    said = check(desk, own, other)
    assert "1 of 2 marked as checked." in said
    assert "1 not marked. You entered it yourself" in said
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.checked_by, other.checked_by) == (None, statistician)
    assert other.checked_at is not None
    assert Revision.objects.of(other).get().by == statistician


def test_the_rule_of_two_persons_holds_outside_the_desk_too(statistician):
    with pytest.raises(ValidationError, match="another person"):
        services.mark_as_checked(observation=ObservationFactory(entered_by=statistician), by=statistician)


def test_what_was_corrected_meanwhile_is_neither_overwritten_nor_marked(statistician):
    read_before = ObservationFactory(value=5)
    Observation.objects.filter(pk=read_before.pk).update(value=6)
    with pytest.raises(ValidationError, match="Compare it with the source again"):
        services.mark_as_checked(observation=read_before, by=statistician)
    stored = Observation.objects.get()
    assert (stored.value, stored.checked_by) == (6, None)


def test_a_check_leaves_other_words_as_somebody_else_wrote_them(statistician):
    read_before = ObservationFactory(note="")
    Observation.objects.filter(pk=read_before.pk).update(note="Rounded.")
    services.mark_as_checked(observation=read_before, by=statistician)
    stored = Observation.objects.get()
    assert (stored.note, stored.checked_by) == ("Rounded.", statistician)


@pytest.mark.parametrize(("answer", "count"), [("no", 2), ("mine", 1), ("yes", 1)])
def test_the_list_shows_what_is_still_to_be_checked(desk, statistician, answer, count):
    ObservationFactory(entered_by=statistician)
    ObservationFactory(entered_by=UserFactory())
    ObservationFactory(entered_by=UserFactory(), checked_by=statistician)
    assert desk.get(LIST, {"checked": answer}).context["cl"].queryset.count() == count


def test_the_change_is_the_engine_s_and_stands_on_figure_series_and_measure(desk):
    series = SeriesFactory(main=True)
    year(series, 2022, 15)
    later = year(series, 2023, 2)
    said = comparison.latest(type(series).objects.with_figures(preview=True).get(pk=series.pk)).change.words
    assert said == "down 13 (87%)"
    for thing in (later, series, series.measure):
        shown = desk.get(page(thing)).content.decode()
        assert said in shown
        assert "Small numbers" in shown
        assert 'name="computed_change"' not in shown


def test_what_cannot_be_compared_says_why(desk):
    series = SeriesFactory(main=True)
    assert "No figure" in desk.get(page(series)).content.decode()
    first = year(series, 2022, 15)
    assert comparison.NO_EARLIER in desk.get(page(first)).content.decode()
    hidden = year(series, 2023, None, missing="confidential")
    assert "confidential" in desk.get(page(hidden)).content.decode()


def test_a_new_figure_has_nothing_to_compare_yet(desk):
    for model in ("observation", "series", "measure"):
        assert "Nothing to compare yet." in desk.get(reverse(f"admin:statistics_{model}_add")).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "", "missing": ""}, "Give a value, or the reason why there is none: one of the two."),
        ({"value": "5", "missing": "confidential"}, "Give a value, or the reason why there is none: one of the two."),
        ({"value": "many"}, "Enter a whole number."),
        ({"value": "9" * 30}, OUT_OF_BOUNDS),
        ({"value": "99999999999999"}, OUT_OF_BOUNDS),
        ({"value": "-1000001"}, OUT_OF_BOUNDS),
        ({"period_start": "01/01/2150"}, "The period ends before it starts."),
        ({"period_is_assumed": "on"}, "Say why the period is taken to be this one."),
        ({"period_start": "31/02/2020"}, "Enter the day as day/month/year"),
        ({"edition": "a\x00b"}, "Null characters are not allowed."),
        ({"series": "999999"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_stays_in_the_boxes(desk, typed, told):
    figure = ObservationFactory(edition="Kept edition", draft=True)
    response = desk.post(page(figure), {**filled(desk, page(figure)), **typed})
    assert response.status_code == 200
    shown = response.content.decode()
    assert told in shown
    assert "Kept edition" in shown or "edition" in typed


def test_a_count_of_deaths_below_nothing_is_refused(desk):
    figure = ObservationFactory(series__measure__deaths=True, value=5, draft=True)
    assert NEGATIVE_DEATHS in desk.post(page(figure), filled(desk, page(figure), value="-5")).content.decode()
    figure.refresh_from_db()
    assert figure.value == 5


def test_a_claim_has_its_preview_among_the_claims(desk):
    assert 'href="/preview/statistics/' in desk.get(page(ClaimFactory(draft=True))).content.decode()


@pytest.mark.parametrize(("start", "end"), [("1998-10-01", "9999-12-31"), ("0001-01-01", "1998-09-30")])
def test_a_slip_in_the_year_of_a_period_is_refused(desk, start, end):
    address = reverse("admin:statistics_observation_add")
    typed = filled(desk, address, series=SeriesFactory().pk, period_start=start, period_end=end, value=5, edition="First")
    answer = desk.post(address, typed)
    assert "Write a year from 1700 to 2199." in answer.content.decode()
