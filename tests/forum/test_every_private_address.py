"""Every address that a private link leads to: reading changes nothing, and a copy of the database opens none."""

import pytest
from django.utils import timezone

from forum import hand_over_links, links, receipts, services, subscriber_links
from forum.models import Event, Registration, Subscriber
from tests.addresses import TABLE
from tests.citysafe.backups import sites
from tests.factories import SubscriberFactory
from tests.forum.build import event, person, register

pytestmark = pytest.mark.django_db
OF_A_LINK = ("<str:token>", "<str:receipt>", "<str:invitation>")
STATES = ("awaiting_confirmation", "awaiting_approval", "confirmed", "waiting", "offered", "cancelled", "expired", "attended")


def every_route():
    return {route for route in TABLE["forms"] if any(part in route for part in OF_A_LINK)}


@pytest.fixture
def of():
    return event(3, confirms_by_mail=True)


@pytest.fixture
def made(of):
    """With a new address that is not confirmed, and a colleague who has been invited; beside it somebody who wants announcements."""
    SubscriberFactory()
    of.confirms_by_mail = False
    one = register(of, details=person(needs={"access": "A ramp", "dietary": "", "communication": ""}))
    services.ask_for_new_address(registration=one, email="new@example.org")
    services.invite(registration=one, full_name="Alex", email="alex@example.org")
    return Registration.objects.select_related("event__places").get(pk=one.pk)


def filled(made: Registration) -> dict[str, str]:
    """Every address by its route, with a link that opens it."""
    of = Event.objects.get(pk=made.event_id)
    new = links.new_address_link(made).rstrip("/").rpartition("/")[2]
    invitation = links.invitation_link(of).rstrip("/").rpartition("/")[2]
    feedback = links.feedback_link(of).rstrip("/").rpartition("/")[2]
    colleague = hand_over_links.token(made.hand_overs.latest("pk"))
    receipt = receipts.receipt(of, key=made.key, told="confirmed")
    subscriber = Subscriber.objects.get()
    tokens = {
        "forum/new-address/": new,
        "forum/feedback/": feedback,
        "forum/hand-over/": colleague,
        "forum/registration/": links.token(made),
        "forum/subscribers/<str:token>/agree/": subscriber_links.token(subscriber, subscriber_links.CONFIRM),
        "forum/subscribers/<str:token>/leave/": subscriber_links.token(subscriber, subscriber_links.LEAVE),
    }
    found = {}
    for route in every_route():
        token = next((text for start, text in tokens.items() if route.startswith(start)), "")
        path = route.replace("<str:token>", token).replace("<slug:slug>", of.slug)
        found[route] = "/" + path.replace("<str:receipt>", receipt).replace("<str:invitation>", invitation)
    return found


def settle(made: Registration, state: str) -> None:
    """As it stands in that state, whatever else would hold then."""
    has_place = state in {"confirmed", "offered", "attended"}
    expires_at = timezone.now() if state in {"awaiting_confirmation", "offered"} else None
    arrived_at = timezone.now() if state == "attended" else None
    moment = expires_at and expires_at + (made.event.begins_at - expires_at) / 2
    Registration.objects.filter(pk=made.pk).update(
        state=state,
        has_place=has_place,
        expires_at=moment,
        arrived_at=arrived_at,
        is_unconfirmed=state in {"awaiting_confirmation", "expired"},
    )


@pytest.mark.parametrize("state", STATES)
def test_reading_one_in_any_way_changes_nothing(client, made, state):
    settle(made, state)
    paths = filled(made)
    opened = set()
    before = sites.everything()
    for route, path in paths.items():
        statuses = {client.get(path).status_code, client.head(path).status_code, client.get(f"{path}?confirm=1&stamp=x").status_code}
        assert len(statuses) == 1
        opened |= {route} if statuses == {200} else set()
    assert sites.everything() == before
    assert not client.cookies
    assert "forum/registration/<str:token>/" in opened
    if state == "confirmed":
        assert {"forum/hand-over/<str:token>/", "forum/new-address/<str:token>/", "forum/registration/<str:token>/erase/"} <= opened


def test_whoever_has_a_copy_of_the_database_and_another_key_opens_none(client, made, settings):
    Event.objects.filter(pk=made.event_id).update(mode="invitation")
    right, key = filled(made), settings.SECRET_KEY
    opened = {route for route, path in right.items() if client.get(path).status_code == 200}
    assert {"forum/registration/<str:token>/", "forum/<slug:slug>/register/<str:invitation>/"} <= opened
    assert {"forum/subscribers/<str:token>/agree/", "forum/subscribers/<str:token>/leave/"} <= opened
    settings.SECRET_KEY = "k" * 60
    made_up = filled(made)
    settings.SECRET_KEY = key
    assert not {*made_up.values()} & {*right.values()}
    for route, path in made_up.items():
        answer = client.get(path)
        assert answer.status_code in {302, 404} or b"<form" not in answer.content, route


def test_no_link_is_stored(made):
    held = str(sites.everything())
    assert made.reference in held
    secrets = {path.rstrip("/").split("/")[part] for path in filled(made).values() for part in (-1, -2) if "." in path}
    assert not [secret for secret in secrets if "." in secret and secret.rpartition(".")[2] in held]
