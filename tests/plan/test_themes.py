"""“You said, we did”: what people said, what was decided and why, and what came of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from plan.models import Theme
from tests.factories import (
    ActionFactory,
    MilestoneFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    RevisionFactory,
    ThemeFactory,
)
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
PAGE = "/plan/you-said/"


@pytest.fixture
def priority():
    return PriorityFactory(plan=PlanFactory(current=True), number=3, title="Streets")


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def text(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def change_page(theme):
    return reverse("admin:plan_theme_change", args=[theme.pk])


def test_a_theme_tells_who_was_heard_what_was_decided_and_why(client, priority):
    ThemeFactory(
        plan=priority.plan, priority=priority, heard="Residents of *two* estates.", said="They want light.", partly=True, slug="light"
    )
    page = text(client)
    wanted = ['<h3 id="theme-light">', "Residents of <em>two</em> estates.", "They want light."]
    wanted += ["<strong>Adopted in part</strong> on", "1 March 2024", "There is money for a half of it.", ">3. Streets</a>"]
    places = [page.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_what_was_not_adopted_stands_there_too_and_the_decisions_keep_their_order(client, priority):
    ThemeFactory(plan=priority.plan, title="Open one")
    for variation in ("refused", "partly", "adopted"):
        ThemeFactory(plan=priority.plan, title=f"This is {variation}", **{variation: True})
    page = text(client)
    wanted = [
        '<h2 id="decision-adopted">Adopted</h2>',
        '<h2 id="decision-partly">Adopted in part</h2>',
        '<h2 id="decision-not">Not adopted</h2>',
        "This is refused</h3>",
        "The law does not allow it.",
        '<h2 id="decision-open">Not decided yet</h2>',
        "Open one</h3>",
        "No action has come of it yet.",
    ]
    places = [page.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert page.count("No reason is on record here.") == 1  # of the one adopted; what is open has none yet


def test_what_came_of_it_is_told_from_the_actions(client, priority):
    action = ActionFactory(priority=priority, title="Light the paths", red=True, due_on=timezone.localdate() - timedelta(days=1))
    MilestoneFactory(action=action, reached_on=date(2025, 3, 1))
    MilestoneFactory(action=action, due_on=date(2999, 1, 1))
    for day, title in ((1, "The first lamp"), (3, "The third lamp"), (2, "The second lamp")):
        ProgressUpdateFactory(action=action, title=title, reported_on=date(2025, 6, day))
    ProgressUpdateFactory(action=action, title="Not for now", reported_on=date(2025, 7, 1), draft=True)
    ThemeFactory(plan=priority.plan, actions=[action], happened="The railway helps.")
    page = text(client)
    wanted = ["Light the paths</a>", "In progress", "Red: off track", ">Late<", "Milestones: 1 of 2 reached.", "The railway helps."]
    wanted.append("Latest report, 3 June 2025: The third lamp.")
    assert [words for words in wanted if words not in page] == []
    assert not [words for words in ("The first lamp", "The second lamp", "Not for now") if words in page]


@pytest.mark.parametrize("state", ["draft", "review", "archived", "scheduled"])
def test_what_is_not_public_is_not_told(client, priority, state):
    hidden_priority = PriorityFactory(plan=priority.plan, title="Secret priority", **{state: True})
    hidden = ActionFactory(priority=priority, title="Secret action", **{state: True})
    shown = ActionFactory(priority=priority, title="Shown action")
    ThemeFactory(plan=priority.plan, title="Shown theme", priority=hidden_priority, actions=[hidden, shown])
    ThemeFactory(plan=priority.plan, title="Secret theme", priority=priority, actions=[shown], **{state: True})
    for address in (PAGE, priority.get_absolute_url(), shown.get_absolute_url(), "/plan/"):
        assert "Secret" not in text(client, address), address
    assert "Shown action" in text(client)


def test_another_plan_s_themes_and_actions_stay_with_it(client, priority):
    ThemeFactory(title="Of an older plan")
    ThemeFactory(plan=priority.plan, actions=[ActionFactory(title="Of an older plan")])
    assert "Of an older plan" not in text(client)


def test_it_is_linked_from_the_plan_the_priority_and_the_action(client, priority):
    action = ActionFactory(priority=priority)
    theme = ThemeFactory(plan=priority.plan, priority=priority, actions=[action], slug="light", title="Light", adopted=True)
    link = f'<a href="{PAGE}#theme-light">Light</a>: Adopted'
    assert theme.get_absolute_url() == f"{PAGE}#theme-light"
    assert link in text(client, priority.get_absolute_url())
    assert "Came from" in text(client, action.get_absolute_url())
    assert link in text(client, action.get_absolute_url())
    assert f'<a href="{PAGE}">You said, we did</a>' in text(client, "/plan/")


def test_where_nothing_is_on_record_that_is_said(client, priority):
    page = text(client)
    assert "Not on record here yet" in page
    assert 'href="/plan/#heard"' in page
    assert "which themes people raised is not on record here yet" in text(client, "/plan/")
    assert "Came from" not in text(client, ActionFactory(priority=priority).get_absolute_url())


def test_without_a_plan_the_page_says_so(client):
    assert "No plan has been published here yet" in text(client)


def test_staff_see_a_draft_and_that_it_is_one(desk, priority):
    ThemeFactory(plan=priority.plan, title="A draft of a theme", draft=True)
    page = text(desk, f"/preview{PAGE}")
    assert "A draft of a theme" in page
    assert "Not public yet" in page


def test_its_changes_are_told_only_while_it_is_public(client, priority):
    RevisionFactory(of=ThemeFactory(plan=priority.plan, title="A secret theme", draft=True), public_note="Decided.")
    RevisionFactory(of=ThemeFactory(plan=priority.plan, title="A theme"), public_note="Adopted after all.")
    page = text(client, "/changes/")
    assert "Adopted after all." in page
    assert "A secret theme" not in page


def test_a_priority_is_of_the_same_plan(priority):
    with pytest.raises(ValidationError, match="belongs to another plan"):
        ThemeFactory.build(plan=PlanFactory(), priority=priority).full_clean()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"decision": "not"}, "Say why it was not adopted, or only in part"),
        ({"decided_on": "01/02/2025"}, "What is not decided yet has no day of decision"),
        ({"title": ""}, "Fill in “Title”."),
    ],
)
def test_what_is_wrong_is_said_and_stays_in_the_boxes(desk, typed, told):
    theme = ThemeFactory(draft=True)
    answer = desk.post(change_page(theme), {**filled(desk, change_page(theme)), "said": "Typed just now.", **typed})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert told in shown
    assert "Typed just now." in shown


def test_actions_of_another_plan_are_refused_by_name(desk, priority):
    own, strange = ActionFactory(priority=priority), ActionFactory(reference="X9")
    theme = ThemeFactory(plan=priority.plan, draft=True)
    typed = {**filled(desk, change_page(theme)), "actions": [own.pk, strange.pk]}
    assert f"Of another plan: {strange}." in desk.post(change_page(theme), typed).content.decode()
    assert desk.post(change_page(theme), {**typed, "actions": [own.pk]}).status_code == 302
    assert list(theme.actions.all()) == [own]


def test_a_decision_that_people_have_read_changes_with_a_reason_alone_and_stays_in_the_history(desk):
    theme = ThemeFactory(adopted=True)
    typed = filled(desk, change_page(theme), decision="not", reason="There is no money.")
    assert "Say why." in desk.post(change_page(theme), typed).content.decode()
    assert desk.post(change_page(theme), {**typed, "why": "The board met again."}).status_code == 302
    assert Theme.objects.get().decision == "not"
    kept = Revision.objects.of(theme).get()
    assert ("Decision", "Adopted", "Not adopted") in kept.fields.values_list("label", "before", "after")
