"""How long each thing is kept, in numbers: they stand here once more, so that a slip in the registry is seen."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import timezone

from citysafe.people import erased
from citysafe.privacy import purging
from citysafe.privacy.models import PurgeRecord
from forum import services
from forum.models import Feedback, HandOver, LostLink, Needs, OrganisationPlaces, Registration, Subscriber
from tests import factories as make
from tests.forum.build import event, person, register

pytestmark = pytest.mark.django_db
MIDNIGHT = time(0, tzinfo=ZoneInfo(settings.TIME_ZONE))


@pytest.fixture
def of():
    made = event(30)
    register(made, "ada", details=person("ada", needs={"access": "A ramp", "dietary": "", "communication": ""}))
    return made


def some(model, name):
    return model.objects.filter(**{f"{name}__isnull": False}).exists()


@pytest.mark.parametrize(
    ("days", "is_there", "prepare"),
    [
        (7, lambda: Needs.objects.exists(), None),
        (30, lambda: some(Registration, "full_name"), None),
        (90, lambda: some(Feedback, "helped"), lambda of: make.FeedbackFactory(event=of, helped="The list.")),
        (
            30,
            lambda: OrganisationPlaces.objects.filter(taken=1).exists(),
            lambda of: make.OrganisationPlacesFactory(event=of, taken=1, at_most=2),
        ),
    ],
    ids=["needs", "details", "feedback", "how many of an organisation came"],
)
def test_what_counts_from_the_meeting_is_there_up_to_the_last_minute_of_its_last_day(of, time_machine, days, is_there, prepare):
    if prepare:
        prepare(of)
    over = datetime.combine(of.held_on + timedelta(days=days), MIDNIGHT)
    time_machine.move_to(over - timedelta(minutes=1), tick=False)
    purging.run()
    assert is_there()
    time_machine.move_to(over, tick=False)
    purging.run()
    assert not is_there()


def asks_for_a_new_address(of):
    services.ask_for_new_address(registration=of.registrations.get(), email="new@example.org")


def invites_a_colleague(of):
    services.invite(registration=of.registrations.get(), full_name="Alex", email="alex@example.org")


def asks_for_the_link(of):
    make.LostLinkFactory(registration=of.registrations.get(), asked_at=timezone.now())


def begins_to_subscribe(of):
    make.SubscriberFactory(asked_at=timezone.now(), confirmed_at=None, words_version="")


def agreed_and_was_written_to(of):
    make.SubscriberFactory(last_written_at=timezone.now())


@pytest.mark.parametrize(
    ("hours", "prepare", "is_there"),
    [
        (48, asks_for_a_new_address, lambda: some(Registration, "new_email")),
        (48, invites_a_colleague, lambda: HandOver.objects.exists()),
        (72, asks_for_the_link, lambda: LostLink.objects.exists()),
        (48, begins_to_subscribe, lambda: Subscriber.objects.exists()),
        (730 * 24, agreed_and_was_written_to, lambda: Subscriber.objects.exists()),
    ],
)
def test_what_counts_from_a_moment_goes_at_that_moment_whether_or_not_the_day_was_purged(of, time_machine, hours, prepare, is_there):
    now = timezone.now().replace(microsecond=0)
    time_machine.move_to(now, tick=False)
    prepare(of)
    over = now + timedelta(hours=hours)
    time_machine.move_to(over - timedelta(seconds=1), tick=False)
    purging.run()
    assert is_there()
    time_machine.move_to(over, tick=False)
    PurgeRecord.objects.all().delete()
    purging.run()
    assert not is_there()


def test_each_day_whoever_was_erased_is_erased_again_and_numbers_go_with_the_last_backup(of, time_machine):
    made, back = of.registrations.get(), of.registrations.values().get()
    services.erase(registration=made)
    purging.run()
    Registration.objects.filter(pk=made.pk).update(full_name=back["full_name"], email=back["email"], email_key=back["email_key"])
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    purging.run()
    assert not some(Registration, "email")
    erased_at = next(erased.listed()).at
    time_machine.move_to(erased_at + timedelta(days=35), tick=False)
    purging.run()
    assert len([*erased.listed()]) == 1
    time_machine.move_to(erased_at + timedelta(days=36), tick=False)
    purging.run()
    assert [*erased.listed()] == []
