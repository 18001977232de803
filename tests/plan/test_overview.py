"""How far the plan has got: each number is that of the list to which it leads."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from plan.models import Action
from tests.factories import ActionFactory, OrganisationFactory, PlanFactory, PriorityFactory, SupportFactory, UserFactory

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def plan():
    """Every state, rating and lead partner there can be, and what must not be counted."""
    plan = PlanFactory(current=True)
    one, two = PriorityFactory(plan=plan, title="Families"), PriorityFactory(plan=plan, title="Schools")
    PriorityFactory(plan=plan, title="Places")
    police, college = OrganisationFactory(name="The police"), OrganisationFactory(name="The college")
    for number, progress in enumerate(set(Action.Progress.values) - {"merged"}):
        ActionFactory(priority=one, lead=(police, college, None)[number % 3], progress=progress, due_on=YESTERDAY)
    merged = ActionFactory(priority=two, merged=True, lead=college)
    ActionFactory(priority=two, red=True, next_update_on=YESTERDAY, lead=police)
    ActionFactory(priority=two, red=True, rating="amber", due_on=YESTERDAY)
    SupportFactory(action=ActionFactory(priority=two, rating="green"), organisation=police)
    ActionFactory(priority=merged.priority, complete=True)
    ActionFactory(priority=one, draft=True)
    ActionFactory(priority=PriorityFactory(plan=plan, archived=True))
    ActionFactory(lead=police)
    return plan


def totals(client, at):
    page = client.get(at).content.decode()
    part = page[page.index('id="progress"') : page.index('id="progress"') + page[page.index('id="progress"') :].index("</dl>")]
    found = re.findall(r'<li>([^<]+): <a href="([^"]+)">(\d+) actions?</a>', part)
    return [(unescape(words), unescape(address), int(number)) for words, address, number in found]


@pytest.mark.parametrize("before", ["", "/preview"])
def test_each_number_leads_to_exactly_that_many(client, plan, before):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    found = totals(client, f"{before}/plan/")
    assert len(found) > 18
    for words, address, number in found:
        assert address.startswith(f"{before}/plan/actions/?")
        answer = client.get(address)
        assert (answer.status_code, answer.context["page"].paginator.count) == (200, number), words


def test_what_has_no_report_and_no_lead_is_said_as_such_and_every_action_is_counted_once_in_each_way(client, plan):
    found = {words: number for words, _address, number in totals(client, "/plan/")}
    assert {"No report yet", "Not rated yet", "Over, and never rated", "Lead partner to be confirmed", "Red: off track"} <= found.keys()
    every = Action.objects.of_plan(plan, preview=False).count()
    states = sum(found.get(str(label), 0) for label in Action.Progress.labels)
    ratings = sum(number for words, number in found.items() if words.startswith(("Blue", "Green", "Amber", "Red", "Not rated", "Over,")))
    leads = sum(found[words] for words in ("The police", "The college", "Lead partner to be confirmed"))
    assert states == ratings == leads == every
    assert sum(number for words, number in found.items() if words.endswith(("Families", "Schools", "Places"))) == every


def test_an_older_plan_has_no_totals_for_the_list_is_of_the_current_one(client, plan):
    older = ActionFactory().priority.plan
    assert 'id="progress"' not in client.get(older.get_absolute_url()).content.decode()
    assert totals(client, plan.get_absolute_url())


def test_without_an_action_there_is_nothing_to_count(client):
    PlanFactory(current=True)
    assert "there is nothing to count" in client.get("/plan/").content.decode()
