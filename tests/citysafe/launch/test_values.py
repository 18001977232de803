from datetime import UTC, date, datetime, time

import pytest
from django.db import models

from citysafe.launch.values import WrongValueError, convert


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (models.CharField(), "  one\nline  ", "one line"),
        (models.TextField(), "\nOne.\n\nTwo.\n", "One.\n\nTwo."),
        (models.TextField(), ["First\nnote.", "Second."], "First note.\nSecond."),
        (models.BooleanField(), True, True),
        (models.PositiveSmallIntegerField(), 12, 12),
        (models.DateField(), date(2024, 3, 11), date(2024, 3, 11)),
        (models.TimeField(), time(18, 30), time(18, 30)),
        (models.DateTimeField(), datetime(2024, 7, 1, 9, tzinfo=UTC), datetime(2024, 7, 1, 9, tzinfo=UTC)),
        (models.ForeignKey("plan.Plan", models.CASCADE), "a-plan", "a-plan"),
        (models.ManyToManyField("plan.Organisation"), ["One", "Two"], ["One", "Two"]),
    ],
)
def test_a_value_of_the_right_kind_is_taken(field, written, value):
    assert convert(field, written) == value


def test_a_moment_without_a_zone_is_local():
    assert convert(models.DateTimeField(), datetime(2024, 7, 1, 9)) == datetime(2024, 7, 1, 8, tzinfo=UTC)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        (models.CharField(), 999, "text in quotation marks"),
        (models.CharField(), ["a list"], "text in quotation marks"),
        (models.TextField(), ["a list", 5], "each in quotation marks"),
        (models.CharField(), "a\x00b", "cannot be stored"),
        (models.BooleanField(), "yes", "true or false"),
        (models.IntegerField(), "15", "a whole number"),
        (models.IntegerField(), 15.0, "a whole number"),
        (models.IntegerField(), True, "a whole number"),
        (models.DateField(), "11 March 2024", "a day such as 2024-03-11"),
        (models.DateField(), datetime(2024, 3, 11, tzinfo=UTC), "a day such as 2024-03-11"),
        (models.DateTimeField(), date(2024, 3, 11), "a day and a time"),
        (models.TimeField(), "18:30", "a time such as"),
        (models.ForeignKey("plan.Plan", models.CASCADE), 1, "the other item's key"),
        (models.ManyToManyField("plan.Organisation"), "One", "a list in square brackets"),
        (models.ManyToManyField("plan.Organisation"), [1], "the other item's key"),
    ],
)
def test_a_value_of_another_kind_is_refused(field, written, expected):
    with pytest.raises(WrongValueError, match=expected):
        convert(field, written)
