"""Dates in the plan, each with how exact it is."""

from collections.abc import Callable
from datetime import date

from django.db import models


class DatePrecision(models.TextChoices):
    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"


PRECISION_HELP = "How exact the date is: “March 2025” is any day of that month, with the precision “Month”."


def settle(thing: models.Model, field: str, precision: str, to_day: Callable[[date, str], date]) -> None:
    """Store a date of month, quarter or year precision as one fixed day, so that dates sort and compare."""
    value: date | None = getattr(thing, field)
    if value is not None:
        setattr(thing, field, to_day(value, getattr(thing, precision)))
