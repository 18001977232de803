"""Releases at the desk, as a statistician and a colleague go through them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from citysafe.history.forms import REASON_MISSING
from citysafe.history.models import Revision
from statistics import contents
from statistics.models import Observation, Release
from statistics.services import releasing
from tests.factories import FigureRevisionFactory, MeasureFactory, ObservationFactory, ReleaseFactory
from tests.filled import filled
from tests.statistics.releases.at_the_desk import ACTS, at, now, send, waiting
from tests.statistics.releases.build import draft, in_review, release
from tests.world import member

pytestmark = pytest.mark.django_db


def test_from_an_empty_form_to_the_public_by_two_people(desk):
    figure = waiting(value=87106, series__measure__title="Robbery")
    address = reverse("admin:statistics_release_add")
    desk.post(address, filled(desk, address, title="Police figures", slug="police", due_on="11/03/2024", due_at="09:30"))
    of = Release.objects.get()
    assert "Robbery, October" in desk.get(at(of, "figures")).content.decode()
    assert "In it now: 1 new figure, no revisions." in send(desk, of, "figures", observations=[figure.pk])
    assert "87,106" in desk.get(at(of, "review")).content.decode()
    assert "In review." in send(desk, of, "review")
    digest = contents.digest(now(of))
    assert "Another person releases it" in send(desk, of, "release", digest=digest, compared="on")
    desk.force_login(member("statistician"))
    shown = desk.get(at(of, "release")).content.decode()
    assert f'name="digest" value="{digest}"' in shown
    assert "Compare each figure with its source first" in send(desk, of, "release", digest=digest)
    assert "Released: public from now on." in send(desk, of, "release", digest=digest, compared="on")
    assert Observation.objects.published().get() == figure


def test_a_release_to_come_says_when_and_can_be_taken_back(desk):
    of = in_review(waiting(), due_on=timezone.localdate() + timedelta(days=9))
    assert "It comes out by itself on" in send(desk, of, "release", digest=contents.digest(of), compared="on")
    assert "Say why." in send(desk, of, "take-back", why="")
    assert "A draft again." in send(desk, of, "take-back", why="A digit is missing.")
    assert now(of).state == "draft"


def test_its_day_changes_and_what_is_wrong_stays_typed(desk):
    of = draft(is_announced=True)
    shown = send(desk, of, "move", due_on="31/13/2027", due_at="9.30 or so", reason="The source is late.")
    assert "Enter the day as day/month/year" in shown
    assert "Enter a time such as 09:30." in shown
    assert "The source is late." in shown
    assert "Say why the day changes" in send(desk, of, "move", due_on="31/03/2027", due_at="09:30", reason="")
    assert "The day is changed." in send(desk, of, "move", due_on="31/03/2027", due_at="09:30", reason="The source is late.")
    assert now(of).date_changes.get().reason == "The source is late."


def test_it_is_cancelled_with_a_reason(desk):
    of = draft(waiting())
    assert "Say why." in send(desk, of, "cancel", because="")
    assert "Cancelled." in send(desk, of, "cancel", because="There are no tables.")
    assert Observation.objects.get().release is None


@pytest.mark.parametrize("field", ["title", "summary", "measures"])
def test_words_that_are_announced_change_with_a_reason_alone(desk, field):
    of = ReleaseFactory(coming=True, title="Old", summary="Old.")
    typed = {field: [MeasureFactory().pk] if field == "measures" else "New."}
    refused = desk.post(at(of), filled(desk, at(of), **typed)).content.decode()
    assert REASON_MISSING in refused
    assert (now(of).title, now(of).summary, now(of).measures.count()) == ("Old", "Old.", 0)
    assert desk.post(at(of), filled(desk, at(of), **typed, why="The source renamed it.")).status_code == 302
    changed = Revision.objects.of(of).first()
    assert (changed.why, [change.field for change in changed.fields.all()]) == ("The source renamed it.", [field])


@pytest.mark.parametrize(
    ("fields", "typed"),
    [({"draft": True}, {"title": "New"}), ({"coming": True}, {"notes": "New"})],
)
def test_what_nobody_reads_yet_changes_without_one(desk, fields, typed):
    of = ReleaseFactory(**fields)
    assert desk.post(at(of), filled(desk, at(of), **typed, to_confirm="Ask.")).status_code == 302
    assert now(of).to_confirm == "Ask."


def test_the_buttons_are_those_that_can_be_pressed(desk):
    def open_acts(of):
        shown = desk.get(at(of)).content.decode()
        return [act for act in ACTS if f'href="{at(of, act)}"' in shown]

    assert open_acts(draft()) == ["figures", "review", "move", "cancel"]
    of = in_review(waiting(), due_on=timezone.localdate() + timedelta(days=9))
    assert open_acts(of) == ["release", "take-back", "move", "cancel"]
    release(of)
    assert open_acts(of) == ["take-back"]
    assert open_acts(ReleaseFactory()) == []


def test_what_others_look_at_or_the_public_reads_is_not_typed_over(desk):
    for of, fixed in (
        (in_review(waiting()), {"title", "slug", "notes", "due_on"}),
        (ReleaseFactory(), {"title", "slug", "due_on"}),
        (draft(is_announced=True), {"due_on", "due_at", "is_announced"}),
    ):
        assert not fixed & filled(desk, at(of)).keys()
    assert "due_on_0" not in filled(desk, at(draft()))
    assert {"title", "due_on"} <= filled(desk, at(draft())).keys()


@pytest.mark.parametrize(
    ("made", "is_announced", "answers"), [(draft, False, [302, 302]), (draft, True, [302, 403]), (in_review, False, [403, 403])]
)
def test_what_others_look_at_or_were_told_of_is_not_deleted(desk, made, is_announced, answers):
    of = made(waiting(), is_announced=is_announced)
    both = [("observation", of.observations.get().pk), ("release", of.pk)]
    assert [desk.post(reverse(f"admin:statistics_{kind}_delete", args=[pk]), {"post": "yes"}).status_code for kind, pk in both] == answers


@pytest.mark.parametrize("action", ["take_back", "archive"])
def test_a_release_on_its_way_loses_none_of_its_figures(desk, action):
    held, free = waiting(), ObservationFactory()
    release(in_review(held, due_on="2099-03-11"))
    typed = {"action": action, "_selected_action": [held.pk, free.pk]}
    page = desk.post(reverse("admin:statistics_observation_changelist"), typed, follow=True).content.decode()
    assert "1 left as they are" in page
    assert (now(held).state, now(free).state) == ("published", {"take_back": "draft", "archive": "archived"}[action])


def test_words_of_a_public_release_are_mended_with_a_reason(desk):
    of = ReleaseFactory(notes="Old")
    desk.post(at(of), filled(desk, at(of), notes="New"))
    assert now(of).notes == "Old"
    desk.post(at(of), filled(desk, at(of), notes="New", why="A slip."))
    assert now(of).notes == "New"


@pytest.mark.parametrize("role", ["viewer", "editor", "forum organiser"])
def test_others_neither_look_nor_take_a_step(client, role):
    of = draft(waiting())
    client.force_login(member(role))
    assert client.get(at(of)).status_code == 403
    assert [client.post(at(of, act)).status_code for act in ACTS] == [403] * 6
    assert client.post(reverse("admin:statistics_observation_revise", args=[ObservationFactory().pk])).status_code == 403


def test_the_list_says_where_each_stands(desk):
    in_review(waiting(), FigureRevisionFactory(waiting=True), title="Later", due_on=timezone.localdate() + timedelta(days=9))
    ReleaseFactory(title="Cancelled one", cancelled=True)
    ReleaseFactory(title="Late one", draft=True)
    ReleaseFactory(title="Month", coming=True, only_month_known=True)
    shown = desk.get(reverse("admin:statistics_release_changelist")).content.decode()
    for words in ("In review", "Cancelled", "Draft, and late", '<td class="field-number_of_figures">2</td>'):
        assert words in shown


def test_a_long_release_is_cut_in_its_form_and_whole_on_its_pages(desk):
    of = draft(*[waiting() for _ in range(102)])
    assert "2 more" in desk.get(at(of)).content.decode()
    assert "102 figures" in desk.get(at(of, "review")).content.decode()


def test_an_empty_release_says_so_and_offers_nothing_to_tick(desk):
    of = draft()
    assert "Nothing yet." in desk.get(at(of)).content.decode()
    assert 'type="checkbox"' not in desk.get(at(of, "figures")).content.decode()
    assert releasing.EMPTY in send(desk, of, "review")


@pytest.mark.parametrize("value", ["\0", "x" * 100_000, "<script>alert(1)</script>", "9" * 400, "' OR 1=1 --"], ids=ascii)
def test_nonsense_in_any_box_is_answered_in_the_house(desk, value):
    of = draft(waiting())
    names = (
        "observations",
        "revisions",
        "digest",
        "why",
        "due_on",
        "due_at",
        "reason",
        "because",
        "compared",
        "value",
        "kind",
        "edition",
        "release",
    )
    figure = ObservationFactory()
    for address in (*(at(of, act) for act in ACTS), reverse("admin:statistics_observation_revise", args=[figure.pk])):
        answer = desk.post(address, dict.fromkeys(names, value))
        assert answer.status_code in {200, 302}
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(("day", "told"), [("", "Fill in “Day”."), ("31/13/2027", "Enter the day as"), ("11/03/2027", "after the release")])
def test_early_access_typed_beside_a_day_that_is_wrong_or_too_early_is_answered(desk, day, told):
    address = reverse("admin:statistics_release_add")
    row = {"early_access-TOTAL_FORMS": 1, "early_access-0-who": "Chair", "early_access-0-people": 1, "early_access-0-why": "To answer."}
    moment = {"early_access-0-seen_at_0": "12/03/2027", "early_access-0-seen_at_1": "09:30"}
    answer = desk.post(address, {**filled(desk, address, title="Police", slug="police", due_on=day, due_at="09:30"), **row, **moment})
    assert told in answer.content.decode()
    assert not Release.objects.exists()
