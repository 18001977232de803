"""Announced days: what the public reads of a release before it is out, and how a day changes."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from statistics import services
from statistics.models import DateChange, Release
from tests.factories import DateChangeFactory, EarlyAccessFactory, MeasureFactory, ObservationFactory, ReleaseFactory, UserFactory
from tests.statistics.releases.build import BEFORE, LATER, WHEN, draft, in_review, release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_before")]
NEW = {"due_on": date(2027, 1, 31), "due_at": time(9, 30), "only_month_known": False}


@pytest.fixture
def _before(time_machine):
    time_machine.move_to(BEFORE, tick=False)


def calendar(client):
    return client.get("/statistics/releases/").content.decode()


def test_an_announced_release_stands_in_it_with_its_day_and_nothing_of_its_figures(client):
    figure = ObservationFactory(value=61742, review=True)
    of = in_review(figure, title="Figures to come", summary="What comes.", is_announced=True, notes="Secret notes.")
    EarlyAccessFactory(release=of, who="Chair of the board")
    release(of)
    for text in (calendar(client), client.get(of.get_absolute_url()).content.decode()):
        assert "Figures to come" in text
        assert "24 January 2027</time> at 9.30am" in text
        assert not [sign for sign in ("61742", "61,742", "Secret notes.", "Chair of the board") if sign in text]


def test_one_that_is_not_announced_is_nowhere_until_it_is_out(client, time_machine):
    of = draft(ObservationFactory(review=True), title="Quiet")
    services.ask_for_review(of=of, by=UserFactory())
    release(of)
    assert "Quiet" not in calendar(client)
    assert client.get(of.get_absolute_url()).status_code == 404
    time_machine.move_to(WHEN)
    assert "Quiet" in calendar(client)
    assert client.get(of.get_absolute_url()).status_code == 200


def test_a_month_alone_is_told_as_a_month(client):
    ReleaseFactory(state="draft", published_at=None, is_announced=True, due_on=date(2027, 4, 1), only_month_known=True)
    assert "April 2027. The day is not settled yet" in calendar(client)


def test_a_day_that_passed_without_it_is_told(client, time_machine):
    draft(is_announced=True)
    time_machine.move_to(LATER)
    assert "It was due then, and is not out yet." in calendar(client)


def test_an_announced_day_changes_with_a_reason_and_both_stay(client):
    of = draft(is_announced=True)
    services.move(of=of, **NEW, reason="The source is late.", by=UserFactory())
    text = calendar(client)
    assert "It was announced for 24 January 2027. On 20 January 2027 that became 31 January 2027. The source is late." in text
    assert "31 January 2027</time> at 9.30am" in text


def test_without_a_reason_an_announced_day_stays():
    of = draft(is_announced=True)
    with pytest.raises(ValidationError, match="Say why the day changes"):
        services.move(of=of, **NEW, reason=" ", by=UserFactory())
    assert (Release.objects.get().due_on, DateChange.objects.count()) == (date(2027, 1, 24), 0)


def test_a_day_that_nobody_was_told_just_changes():
    of = draft()
    services.move(of=of, **NEW, reason="", by=UserFactory())
    assert (Release.objects.get().due_on, DateChange.objects.count()) == (date(2027, 1, 31), 0)


def test_what_will_come_by_itself_is_taken_back_before_its_day_changes():
    of = in_review(ObservationFactory(review=True), is_announced=True)
    release(of)
    for act in (
        lambda: services.move(of=of, **NEW, reason="Late.", by=UserFactory()),
        lambda: services.cancel(of=of, because="x", by=UserFactory()),
    ):
        with pytest.raises(ValidationError, match="take it back first"):
            act()


def test_a_cancelled_release_says_why_and_frees_its_figures(client):
    figure = ObservationFactory(review=True)
    of = in_review(figure, is_announced=True)
    with pytest.raises(ValidationError, match="Say why it is cancelled"):
        services.cancel(of=of, because="", by=UserFactory())
    services.cancel(of=of, because="There are no tables.", by=UserFactory())
    figure.refresh_from_db()
    assert figure.release is None
    assert Release.objects.get().cancelled_at == BEFORE
    for text in (calendar(client), client.get(of.get_absolute_url()).content.decode()):
        assert 'It was cancelled on <time datetime="2027-01-20T09:30:00+00:00">20 January 2027</time>. There are no tables.' in text
    with pytest.raises(ValidationError, match="It is cancelled"):
        services.cancel(of=of, because="Again.", by=UserFactory())


def test_a_cancelled_one_moves_to_the_past_with_its_day_and_still_says_why(client, time_machine):
    ReleaseFactory(cancelled=True, due_on=date(2027, 1, 24))
    assert (Release.objects.coming().count(), Release.objects.past().count()) == (1, 0)
    time_machine.move_to("2027-01-25 00:00:01Z")
    assert (Release.objects.coming().count(), Release.objects.past().count()) == (0, 1)
    past = calendar(client).partition('id="past"')[2]
    assert ">Cancelled</span>" in past
    assert "20 January 2027</time>. There are no tables." in past


def test_the_next_release_stands_on_the_page_of_its_measure(client):
    measure = MeasureFactory(slug="knife-crime")
    assert "No date has been set for the next figure." in client.get("/statistics/knife-crime/").content.decode()
    of = draft(is_announced=True, title="Police figures")
    of.measures.add(measure)
    text = client.get("/statistics/knife-crime/").content.decode()
    assert f'Next figures: <a href="{of.get_absolute_url()}">Police figures</a>: <time' in " ".join(text.split())


def test_on_the_page_of_its_measure_a_month_and_a_late_one_read_as_sentences(client, time_machine):
    of = draft(is_announced=True, only_month_known=True, title="Police figures")
    of.measures.add(MeasureFactory(slug="knife-crime"))
    page = client.get("/statistics/knife-crime/").content.decode()
    assert "Police figures</a>: January 2027. The day is not settled yet</p>" in " ".join(page.split()).replace(" </p>", "</p>")
    Release.objects.update(only_month_known=False)
    time_machine.move_to(LATER)
    page = client.get("/statistics/knife-crime/").content.decode()
    assert "Police figures</a>, which is late. It was due on <time" in " ".join(page.split())


def test_a_draft_of_a_measure_is_not_named(client):
    of = draft(is_announced=True)
    of.measures.add(MeasureFactory(title="Secret measure", draft=True))
    assert "Secret measure" not in calendar(client) + client.get(of.get_absolute_url()).content.decode()


def test_an_empty_calendar_says_so(client):
    text = calendar(client)
    assert "No release is announced" in text
    assert "None yet." in text


def test_many_past_releases_are_in_pages(client):
    for number in range(31):
        ReleaseFactory(title=f"Past {number}")
    assert "Page 1 of 2" in calendar(client)
    assert client.get("/statistics/releases/?page=2").status_code == 200
    assert client.get("/statistics/releases/?page=3").status_code == 404


def test_who_saw_it_early_saw_it_before(client):
    access = EarlyAccessFactory.build(release=ReleaseFactory(), seen_at=WHEN)
    with pytest.raises(ValidationError, match="after the release"):
        access.full_clean()
    text = client.get(EarlyAccessFactory(who="Chair of the board").release.get_absolute_url()).content.decode()
    assert "10 March 2024 at 9.30am" in text


def test_a_changed_day_is_named_by_both_days():
    assert str(DateChangeFactory()) == "12 February 2024 to 11 March 2024"


@pytest.mark.parametrize(
    ("plan", "told"),
    [({**NEW, "due_on": date(2027, 1, 24)}, "planned so already"), ({**NEW, "due_on": date(2027, 1, 19)}, "That day has passed")],
)
def test_an_announced_day_changes_to_another_one_to_come_alone(client, plan, told):
    of = draft(is_announced=True)
    with pytest.raises(ValidationError, match=told):
        services.move(of=of, **plan, reason="The source is late.", by=UserFactory())
    assert "Day changed" not in calendar(client)


def test_where_the_time_alone_changes_the_calendar_says_that(client):
    of = draft(is_announced=True)
    services.move(of=of, **{**NEW, "due_on": of.due_on, "due_at": time(14)}, reason="The source is late.", by=UserFactory())
    text = " ".join(calendar(client).split())
    assert "24 January 2027</time> at 2pm" in text
    assert "On 20 January 2027 the time on 24 January 2027 was changed. The source is late." in text
    feed = client.get("/statistics/releases/feed.atom").content.decode()
    assert "New time: " in feed
    assert "Now due: 24 January 2027 at 2pm. The source is late." in feed


@pytest.mark.parametrize("is_announced", [False, True])
@pytest.mark.parametrize("kind", ["draft", "review", "scheduled", "archived", "coming", "cancelled"])
def test_a_release_knows_whether_it_stands_in_the_calendar(kind, is_announced):
    fields = {"state": "archived"} if kind == "archived" else {kind: True}
    of = ReleaseFactory(**fields, is_announced=is_announced)
    assert of.is_open_to_all == Release.objects.open_to_all().filter(pk=of.pk).exists()
