"""Dates that are only as exact as somebody promised: a day, a month, a quarter or a year.

A precision is “day”, “month”, “quarter” or “year”. No Django here."""

import calendar
from datetime import date, timedelta


def first_day(on: date, precision: str) -> date:
    """The first day that a date of this precision may mean."""
    match precision:
        case "year":
            return on.replace(month=1, day=1)
        case "quarter":
            return on.replace(month=_quarter_start(on), day=1)
        case "month":
            return on.replace(day=1)
        case _:
            return on


def last_day(on: date, precision: str) -> date:
    """The last day that a date of this precision may mean: what is due then is late the day after."""
    match precision:
        case "year":
            month = 12
        case "quarter":
            month = _quarter_start(on) + 2
        case "month":
            month = on.month
        case _:
            return on
    return date(on.year, month, calendar.monthrange(on.year, month)[1])


def words(on: date, precision: str) -> str:
    """The date as people read it: “31 March 2025”, “March 2025”, “January to March 2025”, “2025”."""
    month = calendar.month_name[on.month]
    match precision:
        case "year":
            return str(on.year)
        case "quarter":
            start = _quarter_start(on)
            return f"{calendar.month_name[start]} to {calendar.month_name[start + 2]} {on.year}"
        case "month":
            return f"{month} {on.year}"
        case _:
            return f"{on.day} {month} {on.year}"


def due_words(on: date, precision: str) -> str:
    """The date with its preposition: “on 31 March 2025”, “in March 2025”, “between January and March 2025”."""
    if precision == "quarter":
        return f"between {words(on, precision).replace(' to ', ' and ')}"
    return f"{'on' if precision == 'day' else 'in'} {words(on, precision)}"


def quarter_before(on: date) -> date:
    """The same day three months before, or the last day of that month where it has no such day."""
    year, month = (on.year, on.month - 3) if on.month > 3 else (on.year - 1, on.month + 9)
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def a_quarter_after(on: date) -> date:
    """The same day three months on, or the last of that month where it is shorter."""
    year, month = divmod(on.year * 12 + on.month + 2, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def next_due(due: date | None, today: date) -> date:
    """When the report after this one is due: a quarter on, in the rhythm that there is, and never in the past.

    What is due later than a quarter from now stays: a report in between moves nothing.
    """
    if due is None:
        return a_quarter_after(today)
    if due > a_quarter_after(today):
        return due
    due = a_quarter_after(due)
    while due <= today:
        due = a_quarter_after(due)
    return due


def quarters_until(on: date, how_many: int) -> list[date]:
    """The last days of the quarter that runs on that day and of those before it, the latest first."""
    ends = [last_day(on, "quarter")]
    while len(ends) < how_many:
        ends.append(first_day(ends[-1], "quarter") - timedelta(days=1))
    return ends


def _quarter_start(on: date) -> int:
    return 3 * ((on.month - 1) // 3) + 1
