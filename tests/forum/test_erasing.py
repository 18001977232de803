"""Whoever has the private link erases what is held with it, at once and for good."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from citysafe.mail.models import QueuedMail
from citysafe.people import erased
from forum import links, services
from forum.models import HandOver, Needs, Registration
from tests.forum.build import counts, event, person, register, stamp

pytestmark = pytest.mark.django_db
CANARY = "Kanarie-7f3"


@pytest.fixture
def of():
    return event(1)


@pytest.fixture
def made(of):
    needs = {"access": CANARY, "dietary": "", "communication": ""}
    return register(of, details=person("kanarie-7f3", full_name=CANARY, role=CANARY, other_organisation=CANARY, needs=needs))


def at(registration):
    return f"/forum/registration/{links.token(registration)}/erase/"


def send(client, made):
    return client.post(at(made), {"stamp": stamp(f"erase {made.pk}")})


def test_reading_the_page_changes_nothing_and_sending_it_erases_everything_at_once(client, of, made):
    waiting = register(of, "ben")
    assert (client.get(at(made)).status_code, client.head(at(made)).status_code) == (200, 200)
    assert Registration.objects.get(pk=made.pk).full_name == CANARY
    assert "What was held with this registration is erased" in send(client, made).content.decode()
    kept = [*Registration.objects.filter(pk=made.pk).values(), *Needs.objects.values()]
    assert CANARY.lower() not in str(kept).lower()
    assert not QueuedMail.objects.filter(about=made.pk).exists()
    waiting.refresh_from_db()
    assert (waiting.state, counts(of)) == ("offered", (1, 0))
    assert client.get(at(made)).status_code == send(client, made).status_code == 404


def test_its_number_is_outside_the_database_and_a_restored_copy_is_erased_again(of, made):
    services.erase(registration=made)
    assert [one.name for one in erased.listed()] == [f"forum.registration-{made.key.int}"]
    Registration.objects.filter(pk=made.pk).update(full_name=CANARY, email="back@example.org", email_key="back@example.org")
    assert erased.replay() == 1
    assert Registration.objects.get(pk=made.pk).full_name is None
    assert erased.replay() == 0


def test_whoever_has_got_the_number_since_is_somebody_else(made):
    erased.remember("forum.registration", made.key.int)
    Registration.objects.filter(pk=made.pk).update(registered_at=timezone.now() + timedelta(seconds=1))
    assert erased.replay() == 0
    assert Registration.objects.get(pk=made.pk).full_name == CANARY


def test_where_the_number_cannot_be_written_down_nothing_is_erased_and_the_page_says_so(client, made, settings):
    settings.ERASED_FOLDER.write_text("a file where the folder should be")
    assert "We could not erase it just now" in send(client, made).content.decode()
    assert (Registration.objects.get(pk=made.pk).full_name, Needs.objects.count()) == (CANARY, 1)


def test_after_the_meeting_the_counts_stay(client, of, made, time_machine):
    time_machine.move_to(of.begins_at + timedelta(hours=1))
    send(client, Registration.objects.get(pk=made.pk))
    assert (Registration.objects.get(pk=made.pk).email, counts(of)) == (None, (1, 0))


def test_a_link_that_was_handed_on_since_erases_nobody(made):
    Registration.objects.filter(pk=made.pk).update(link_version=2)
    assert not services.erase(registration=made)
    assert Registration.objects.get(pk=made.pk).full_name == CANARY
    assert [*erased.listed()] == []


def test_who_had_handed_over_and_was_erased_is_erased_in_a_backup_from_before_it(made):
    before = Registration.objects.filter(pk=made.pk).values().get()
    services.invite(registration=made, full_name="Alex", email="alex@example.org")
    services.take_over(hand_over=HandOver.objects.get(), key=uuid4(), details=person("alex"), notice_version="2026-01-01")
    services.erase(registration=Registration.objects.get(key=before["key"]))
    assert erased.replay() == 0
    assert Registration.objects.get(pk=made.pk).full_name == "Alex"
    Registration.objects.exclude(pk=made.pk).delete()
    Registration.objects.filter(pk=made.pk).update(**before)
    assert erased.replay() == 1
    assert Registration.objects.get(pk=made.pk).full_name is None


@pytest.mark.parametrize("ends", [services.erase, services.cancel])
def test_a_page_that_was_opened_before_asks_for_no_address_afterwards(of, made, ends):
    opened = links.find(links.token(made))
    assert ends(registration=made)
    assert not services.ask_for_new_address(registration=opened, email="again@example.org")
    assert not Registration.objects.filter(new_email__isnull=False).exists()


def test_erasing_ends_the_link_itself(made):
    services.erase(registration=made)
    assert Registration.objects.get(pk=made.pk).link_version == made.link_version + 1
