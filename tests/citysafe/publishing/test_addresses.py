import pytest

from citysafe.publishing.models import FormerAddress
from tests.factories import ActionFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def rename(thing, slug):
    old = thing.get_absolute_url()
    thing.slug = slug
    thing.save()
    return old


def test_a_changed_address_leads_on(client):
    action = ActionFactory(slug="first")
    old = rename(action, "second")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, action.get_absolute_url())


def test_every_address_it_ever_had_leads_to_the_latest(client):
    action = ActionFactory(slug="first")
    olds = [rename(action, "second"), rename(action, "third")]
    assert {client.get(old)["Location"] for old in olds} == {action.get_absolute_url()}


def test_going_back_to_a_former_address_makes_no_circle(client):
    action = ActionFactory(slug="first")
    second = (rename(action, "second"), rename(action, "first"))[1]
    assert client.get(action.get_absolute_url()).status_code == 200
    assert client.get(second)["Location"] == action.get_absolute_url()


def test_a_former_address_of_a_draft_leads_nowhere(client):
    old = rename(ActionFactory(slug="first", draft=True), "second")
    assert client.get(old).status_code == 404


@pytest.mark.parametrize("parent", ["priority", "plan"])
def test_a_former_address_within_a_draft_leads_nowhere(client, parent):
    action = ActionFactory(slug="first")
    old = rename(action, "second")
    hidden = action.priority if parent == "priority" else action.priority.plan
    hidden.state = "draft"
    hidden.save()
    assert client.get(old).status_code == 404


def test_a_draft_takes_no_former_address_away(client):
    action = ActionFactory(slug="first")
    old = rename(action, "second")
    rename(ActionFactory(slug="first", draft=True), "third")
    assert client.get(old)["Location"] == action.get_absolute_url()


def test_a_former_address_of_something_deleted_leads_nowhere(client):
    action = ActionFactory(slug="first")
    old = rename(action, "second")
    action.delete()
    assert client.get(old).status_code == 404


def test_a_post_is_never_led_on(client):
    old = rename(ActionFactory(slug="first"), "second")
    assert client.post(old).status_code == 405


def test_saving_without_a_change_of_address_leaves_no_trace():
    ActionFactory(slug="first").save()
    assert not FormerAddress.objects.exists()


def test_a_former_address_of_what_is_always_public_leads_on(client):
    partner = OrganisationFactory(slug="first")
    assert client.get(rename(partner, "second"))["Location"] == "/plan/organisations/second/"
    rename(OrganisationFactory(slug="first"), "third")
    assert client.get("/plan/organisations/first/")["Location"] == "/plan/organisations/third/"
