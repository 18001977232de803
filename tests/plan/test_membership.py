"""Who belongs to an organisation, and what that shows them."""

import pytest

from plan.models import Action, Membership
from tests.factories import ActionFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_person_leads_what_the_organisation_leads_and_the_public_sees():
    membership = MembershipFactory()
    led = ActionFactory(lead=membership.organisation)
    ActionFactory(lead=MembershipFactory().organisation)
    ActionFactory(lead=membership.organisation, draft=True)
    ActionFactory(lead=None)
    assert list(Action.objects.led_by_organisations_of(membership.user)) == [led]


def test_a_closed_account_belongs_to_nothing_and_leads_nothing():
    membership = MembershipFactory(user=UserFactory(leaver=True))
    ActionFactory(lead=membership.organisation)
    assert not Membership.objects.of(membership.user).exists()
    assert not Action.objects.led_by_organisations_of(membership.user).exists()
