"""Days are those of the calendar at home, hours those that have passed: when the clock changes, and in a leap year."""

from datetime import datetime, timedelta

import pytest

from citysafe.people.personal_data import IDENTITY, NEEDS
from citysafe.privacy import purging
from citysafe.privacy.models import PurgeRecord
from forum.models import Needs, Registration
from tests import factories as make

pytestmark = pytest.mark.django_db
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def at(time_machine):
    return lambda moment: time_machine.move_to(moment, tick=False)


@pytest.mark.parametrize(
    ("held_on", "gone_at"),
    [
        ("2026-10-18", "2026-10-24T23:00Z"),  # the day on which clocks go back begins by summer time
        ("2026-10-19", "2026-10-26T00:00Z"),  # and ends by winter time, 25 hours later
        ("2027-03-21", "2027-03-28T00:00Z"),  # the day on which they go forward begins by winter time
        ("2027-03-22", "2027-03-28T23:00Z"),  # and ends by summer time, 23 hours later
        ("2028-02-22", "2028-02-29T00:00Z"),
        ("2028-02-23", "2028-03-01T00:00Z"),
        ("2028-02-29", "2028-03-07T00:00Z"),
    ],
)
def test_needs_go_with_the_first_minute_of_the_seventh_day(at, held_on, gone_at):
    assert NEEDS.after == timedelta(days=7)
    goes_without(Needs, "registration__event__held_on", held_on, gone_at, at, make.NeedsFactory)


@pytest.mark.parametrize(
    ("held_on", "gone_at"),
    [
        ("2026-09-25", "2026-10-24T23:00Z"),
        ("2026-09-26", "2026-10-26T00:00Z"),
        ("2027-02-26", "2027-03-28T00:00Z"),
        ("2027-02-27", "2027-03-28T23:00Z"),
        ("2028-01-30", "2028-02-29T00:00Z"),
        ("2028-02-29", "2028-03-29T23:00Z"),
    ],
)
def test_names_go_with_the_first_minute_of_the_thirtieth_day(at, held_on, gone_at):
    assert IDENTITY.after == timedelta(days=30)
    goes_without(Registration, "event__held_on", held_on, gone_at, at, make.RegistrationFactory, full_name__isnull=False)


def goes_without(model, path, held_on, gone_at, at, factory, **known):
    gone_at = datetime.fromisoformat(gone_at)
    at(gone_at - timedelta(days=5))
    factory(**{path: held_on})
    at(gone_at - A_MINUTE)
    purging.run()
    assert model.objects.filter(**known).count() == 1
    at(gone_at)
    purging.run()
    assert model.objects.filter(**known).count() == 0


@pytest.mark.parametrize("asked_at", ["2026-10-24T12:00Z", "2027-03-27T12:00Z", "2028-02-28T12:00Z"])
def test_48_hours_are_48_hours(at, asked_at):
    asked_at = datetime.fromisoformat(asked_at)
    at(asked_at)
    made = make.RegistrationFactory(event__held_on="2028-12-01", new_email="new@example.org", new_email_asked_at=asked_at)
    for passed, kept in ((timedelta(hours=48) - A_MINUTE, "new@example.org"), (timedelta(hours=48), None)):
        at(asked_at + passed)
        purging.run()
        made.refresh_from_db()
        assert made.new_email == kept


@pytest.mark.parametrize(("start", "days"), [("2026-10-24T00:30Z", 3), ("2027-03-27T00:30Z", 3), ("2028-02-28T00:30Z", 3)])
def test_a_run_an_hour_leaves_one_record_a_day_and_none_is_late(at, start, days):
    moment = datetime.fromisoformat(start)
    for _ in range(24 * days - 1):
        at(moment)
        purging.run()
        assert not PurgeRecord.objects.late().exists()
        moment += timedelta(hours=1)
    assert [record.day for record in PurgeRecord.objects.order_by("day")] == [
        datetime.fromisoformat(start).date() + timedelta(days=number) for number in range(days)
    ]
