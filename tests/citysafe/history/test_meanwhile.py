"""Two people at one form: nothing is overwritten in silence, and nothing that was typed is lost."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from citysafe.history.meanwhile import NOBODY_KNOWN, WAY_ON
from citysafe.history.models import Revision
from citysafe.history.recording import RecordedAdmin
from plan.models import Action
from tests import factories
from tests.factories import ActionFactory, InitiativeFactory, MilestoneFactory, OrganisationFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
RECORDED = [model for model, desk in admin.site._registry.items() if isinstance(desk, RecordedAdmin)]


@pytest.fixture
def desk(client):
    client.force_login(member("administrator"))
    return client


@pytest.fixture
def colleague():
    account = member("administrator")
    account.full_name = "Sam Colleague"
    account.save()
    return account


@pytest.fixture
def other_desk(colleague):
    browser = Client()
    browser.force_login(colleague)
    return browser


def page(thing):
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def save(desk, thing, **typed):
    assert desk.post(page(thing), filled(desk, page(thing), **typed)).status_code == 302


def shown(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def sent_again(answer, typed):
    """The form as it came back, sent as it stands."""
    return {**typed, "opened_with": answer.context["adminform"].form["opened_with"].value()}


def test_the_later_of_two_is_told_who_changed_what_and_overwrites_nothing(desk, other_desk):
    action = ActionFactory(title="Old", summary="Old words.")
    mine = filled(desk, page(action), title="Mine")
    save(other_desk, action, title="Theirs", summary="Their words.")
    answer = desk.post(page(action), mine)
    for words in ("Not saved: Sam Colleague changed this on", "Title is now “Theirs”.", "Summary is now “Their words.”.", WAY_ON):
        assert words in shown(answer)
    assert 'value="Mine"' in shown(answer)
    assert Action.objects.get().title == "Theirs"


def test_saving_again_is_on_purpose_and_recorded(desk, other_desk):
    action = ActionFactory(title="Old")
    mine = filled(desk, page(action), title="Mine")
    save(other_desk, action, title="Theirs")
    answer = desk.post(page(action), mine)
    assert desk.post(page(action), sent_again(answer, mine)).status_code == 302
    assert Action.objects.get().title == "Mine"
    change = Revision.objects.of(action).first().fields.get(field="title")
    assert (change.before, change.after) == ("Theirs", "Mine")


def test_a_third_change_is_told_as_well(desk, other_desk):
    action = ActionFactory(title="Old")
    mine = filled(desk, page(action), title="Mine")
    save(other_desk, action, title="Theirs")
    answer = desk.post(page(action), mine)
    save(other_desk, action, title="Theirs again")
    answer = desk.post(page(action), sent_again(answer, mine))
    assert "Title is now “Theirs again”." in shown(answer)
    assert shown(answer).count("Not saved:") == 1


def test_rows_beside_the_form_count_too(desk, other_desk):
    milestone = MilestoneFactory(title="First evening", reached_on=None)
    mine = filled(desk, page(milestone.action), title="Mine")
    save(other_desk, milestone.action, **{"milestones-0-reached_on": "17/05/2024"})
    told = shown(desk.post(page(milestone.action), mine))
    assert "Milestone “First evening”: reached is now “17 May 2024”." in told
    milestone.refresh_from_db()
    assert milestone.reached_on is not None


def test_a_row_that_is_gone_and_a_field_that_is_empty_are_told(desk, other_desk):
    milestone = MilestoneFactory(title="First evening", action=ActionFactory(to_confirm="Ask."))
    mine = filled(desk, page(milestone.action), title="Mine")
    save(other_desk, milestone.action, **{"milestones-0-DELETE": "on", "to_confirm": ""})
    told = shown(desk.post(page(milestone.action), mine))
    assert "To confirm is now empty." in told
    assert "Milestone “First evening”: title: no longer there." in told


def test_what_the_history_does_not_know_is_refused_too(desk):
    action = ActionFactory()
    mine = filled(desk, page(action), title="Mine")
    Action.objects.update(summary="Written by nobody.")
    assert NOBODY_KNOWN in shown(desk.post(page(action), mine))


@pytest.mark.parametrize("junk", ["", "x", "1.2", "9" * 90, "\x00", "0." + "0" * 64])
def test_a_mark_that_is_none_is_refused(desk, junk):
    action = ActionFactory(title="Old")
    told = shown(desk.post(page(action), filled(desk, page(action), title="Mine", opened_with=junk)))
    assert WAY_ON in told
    assert Action.objects.get().title == "Old"


def test_a_save_without_a_change_and_another_name_of_what_it_leads_to_hinder_nobody(desk, other_desk):
    lead = OrganisationFactory(name="Before")
    action = ActionFactory(lead=lead)
    mine = filled(desk, page(action), title="Mine")
    save(other_desk, action, why="We read it again.")
    save(other_desk, lead, name="Renamed")
    assert desk.post(page(action), mine).status_code == 302


def test_another_thing_in_a_list_of_the_same_name_is_a_change(desk):
    one, other = factories.AreaFactory(name="City", version="2011"), factories.AreaFactory(name="City", version="2021")
    initiative = InitiativeFactory()
    initiative.areas.set([one])
    mine = filled(desk, page(initiative), title="Mine")
    initiative.areas.set([other])
    assert WAY_ON in shown(desk.post(page(initiative), mine))


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model._meta.label)
def test_every_form_of_the_desk_knows_what_it_was_opened_with(desk, model):
    thing = getattr(factories, f"{model.__name__}Factory")()
    assert 'name="opened_with"' in shown(desk.get(page(thing)))
    answer = desk.post(page(thing), {**filled(desk, page(thing)), "opened_with": ""})
    assert WAY_ON in shown(answer)


def test_a_new_form_has_no_mark(desk):
    assert 'name="opened_with"' not in shown(desk.get(reverse("admin:plan_action_add")))
