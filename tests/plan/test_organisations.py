"""The page of a partner: its part, what it promised and what came of it."""

import re
from datetime import date, timedelta
from html import unescape
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from citysafe.launch.fingerprint import fingerprint
from citysafe.launch.kinds import KINDS
from plan.models import Organisation
from tests.factories import (
    ActionFactory,
    LoadedItemFactory,
    MilestoneFactory,
    OrganisationFactory,
    PlanFactory,
    PriorityFactory,
    SupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def priority():
    return PriorityFactory(plan=PlanFactory(current=True))


def text(client, partner, before=""):
    answer = client.get(f"{before}{partner.get_absolute_url()}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("specified", "A specified authority under the Serious Violence Duty: by law"),
        ("relevant", "A relevant authority under the Serious Violence Duty"),
        ("policing", "The local policing body"),
        ("voluntary", "the Serious Violence Duty does not bind it"),
        ("other", "The Serious Violence Duty does not name it"),
    ],
)
def test_its_part_under_the_duty_is_said_in_words(client, kind, words):
    assert words in text(client, OrganisationFactory(kind=kind))


def test_every_kind_has_its_words():
    assert all(Organisation(kind=kind).duty for kind in Organisation.Kind.values)


@pytest.mark.parametrize(("shows", "shown"), [(True, True), (False, False)])
def test_its_mailbox_is_public_only_where_staff_say_so(client, shows, shown):
    partner = OrganisationFactory(mailbox="safety@example.org", shows_mailbox=shows, url="https://partner.example/")
    page = text(client, partner)
    assert ('href="mailto:safety@example.org"' in page) is shown
    assert ("safety@example.org" in page) is shown
    assert 'href="https://partner.example/"' in page


def test_what_was_promised_and_delivered_is_counted(client, priority):
    partner = OrganisationFactory()
    begun = ActionFactory(priority=priority, lead=partner, progress="in_progress", due_on=YESTERDAY, next_update_on=YESTERDAY)
    ActionFactory(priority=priority, lead=partner, complete=True, due_on=YESTERDAY)
    ActionFactory(priority=priority, lead=partner)
    ActionFactory(priority=priority, lead=partner, draft=True)
    ActionFactory(priority=priority, due_on=YESTERDAY)
    MilestoneFactory(action=begun, reached_on=date(2025, 1, 1))
    MilestoneFactory(action=begun, due_on=YESTERDAY, due_precision="day")
    page = text(client, partner)
    rows = [page.split(f"<dt>{name}</dt><dd>")[1].split("</dd>")[0] for name in ("Complete", "Late", "Updates overdue", "Milestones")]
    rows = [re.sub("<[^>]+>", "", row) for row in rows]  # each number is a link to its list
    assert rows == [
        "1 of 3",
        "1 of 3, past the date that was promised",
        "1 of 3: an update was due and has not come",
        "1 of 2 reached, 1 late",
    ]


@pytest.mark.parametrize("before", ["", "/preview"])
def test_each_number_of_actions_leads_to_exactly_that_many(client, priority, before):
    partner = OrganisationFactory(slug="police")
    for fields in ({"due_on": YESTERDAY}, {"due_on": YESTERDAY, "next_update_on": YESTERDAY}, {"complete": True}, {"draft": True}):
        ActionFactory(priority=priority, lead=partner, **fields)
    SupportFactory(action=ActionFactory(priority=priority, due_on=YESTERDAY), organisation=partner)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    found = re.findall(r'<dd><a href="([^"]+)">(\d+)[^<]*</a>', text(client, partner, before))
    assert [int(number) for _address, number in found] == ([4, 1, 2, 1] if before else [3, 1, 2, 1])
    for address, number in found:
        assert address.startswith(f"{before}/plan/actions/?")
        assert client.get(unescape(address)).context["page"].paginator.count == int(number), address


def test_it_lists_what_it_leads_and_supports_in_order_and_of_the_current_plan_alone(client, priority):
    partner = OrganisationFactory()
    for reference in ("F10", "F2"):
        ActionFactory(priority=priority, lead=partner, reference=reference, title=f"Lead {reference}.")
    SupportFactory(action=ActionFactory(priority=priority, title="Help along", red=True), organisation=partner, role="Lends rooms")
    SupportFactory(action=ActionFactory(priority=priority, title="Hidden", draft=True), organisation=partner)
    ActionFactory(lead=partner, title="Of an older plan")
    page = text(client, partner)
    wanted = ["Lead F2.", "Lead F10.", "Help along", "Red: off track", "Lends rooms. Led by a partner to be confirmed."]
    places = [page.index(words) for words in wanted]
    assert places == sorted(places)
    assert "Hidden" not in page
    assert "Of an older plan" not in page


def test_who_leads_and_supports_nothing_is_told_so(client, priority):
    page = text(client, OrganisationFactory())
    assert "lead partner of no action yet" in page
    assert "supporting partner of no action yet" in page


def test_without_a_plan_the_page_says_so(client):
    assert "No plan has been published here yet" in text(client, OrganisationFactory())


def test_it_is_linked_from_where_it_is_named(client, priority):
    partner, helper = OrganisationFactory(), OrganisationFactory()
    action = ActionFactory(priority=priority, lead=partner)
    SupportFactory(action=action, organisation=helper)
    for address in ("/plan/", priority.get_absolute_url(), action.get_absolute_url()):
        page = client.get(address).content.decode()
        assert [one for one in (partner, helper) if f'<a href="{one.get_absolute_url()}">{one.name}</a>' not in page] == []


def test_organisations_of_before_get_an_address_each_from_their_name():
    migration = import_module("plan.migrations.0004_organisations_have_pages")
    names = ["Fire & Rescue", "Fire Rescue", "Organisation 2", "消防", "警察", "The Mayor’s Office", "x" * 100, "x" * 101]
    made = [OrganisationFactory(name=name, slug=f"before-{number}") for number, name in enumerate(names)]
    migration.give_each_an_address(apps, None)
    found = [Organisation.objects.get(pk=one.pk).slug for one in made]
    plain = ["fire-rescue", "fire-rescue-2", "organisation-2", "organisation", "organisation-3", "the-mayors-office"]
    assert found == [*plain, "x" * 80, f"{'x' * 73}-2"]


@pytest.mark.parametrize(("changed", "is_ours"), [(False, True), (True, False)])
def test_an_address_given_on_the_way_is_no_change_of_staff(changed, is_ours):
    migration = import_module("citysafe.launch.migrations.0003_organisations_have_pages")
    partner = OrganisationFactory(slug="")
    loaded = LoadedItemFactory(
        key=f"plan.organisation: {partner.name}", object_id=partner.pk, digest=fingerprint(KINDS["organisation"], partner)
    )
    Organisation.objects.filter(pk=partner.pk).update(slug="given", **({"part": "Staff wrote this."} if changed else {}))
    migration.an_address_of_our_own_giving_is_no_change_of_staff(apps, None)
    loaded.refresh_from_db()
    partner.refresh_from_db()
    assert (loaded.digest == fingerprint(KINDS["organisation"], partner)) is is_ours
