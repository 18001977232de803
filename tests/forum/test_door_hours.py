"""When the list at the door is open, on days on which the clocks change too."""

from datetime import UTC, date, datetime, time

import pytest

from forum import door_hours
from forum.models import Event


def meeting(day=date(2026, 6, 10), **times):
    return Event(held_on=day, **({"doors_open": time(9, 30), "starts": time(10)} | times))


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 6, 10, 6, 29, tzinfo=UTC), False),
        (datetime(2026, 6, 10, 6, 30, tzinfo=UTC), True),
        (datetime(2026, 6, 10, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 6, 10, 23, 0, tzinfo=UTC), False),
    ],
)
def test_it_opens_two_hours_before_the_doors_and_closes_at_midnight(time_machine, at, is_open):
    time_machine.move_to(at, tick=False)
    assert door_hours.is_open(meeting()) == is_open
    assert not door_hours.is_open(meeting(is_cancelled=True))


@pytest.mark.parametrize(
    ("of", "opens", "hours"),
    [
        (meeting(date(2026, 10, 25), doors_open=time(2, 30)), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 23.5),
        (meeting(date(2027, 3, 28), doors_open=time(2, 30)), datetime(2027, 3, 27, 23, 30, tzinfo=UTC), 23.5),
        (meeting(date(2028, 2, 29)), datetime(2028, 2, 29, 7, 30, tzinfo=UTC), 16.5),
        (meeting(doors_open=None), datetime(2026, 6, 10, 7, 0, tzinfo=UTC), 16),
        (meeting(doors_open=None, starts=None), datetime(2026, 6, 9, 23, 0, tzinfo=UTC), 24),
    ],
)
def test_the_hours_are_right_when_clocks_change_and_where_times_are_not_on_record(of, opens, hours):
    assert door_hours.opens_at(of) == opens
    closes = door_hours.closes_at(of).astimezone(UTC)
    assert (closes - opens).total_seconds() / 3600 == hours
