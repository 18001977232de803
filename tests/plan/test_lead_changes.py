"""The lead of an action changes while a report waits: the two organisations learn nothing of one another."""

import pytest
from django.utils import timezone

from plan.models import Action, Organisation, Report
from plan.services import reminding
from tests.factories import MembershipFactory
from tests.plan.reports import address, an_action, person_of, submit, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return an_action(priority__plan__is_current=True)


@pytest.fixture
def former(action):
    return person_of(action)


@pytest.fixture
def report(action, former):
    return submit(action)


@pytest.fixture
def new(action, report):
    """A person of the organisation that leads it from now on."""
    membership = MembershipFactory()
    action.lead = membership.organisation
    action.save()
    return membership.user


def test_the_new_lead_reports_on_the_same_period_and_is_not_told_that_another_report_waits(client, action, new):
    client.force_login(new)
    assert client.post(address(action), typed(action)).status_code == 302
    assert {report.organisation for report in Report.objects.pending()} == {*Organisation.objects.all()}


def test_the_new_lead_is_reminded_though_a_report_of_the_former_one_waits(action, new):
    Action.objects.filter(pk=action.pk).update(next_update_on=timezone.localdate())
    assert reminding.remind() == "1 action reminded of"


def test_the_former_lead_is_offered_no_form_that_does_not_open(client, action, report, former, new):
    client.force_login(former)
    shown = client.get(report.get_absolute_url()).content.decode()
    assert "Withdraw it" in shown
    assert address(action) not in shown
