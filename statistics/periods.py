"""Periods of time that figures are counted over. No Django here."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS, SHORT_MONTHS = list(calendar.month_name), list(calendar.month_abbr)  # read once: each name is formatted anew when asked for


@dataclass(frozen=True, order=True)
class Period:
    """From `start` to `end`, both days included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("A period must not end before it starts.")

    @property
    def months(self) -> int | None:
        """How many whole calendar months it is; None where it is not whole months."""
        day_after = self.end + timedelta(days=1)
        if self.start.day != 1 or day_after.day != 1:
            return None
        return (day_after.year - self.start.year) * 12 + day_after.month - self.start.month

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def label(self) -> str:
        """In full, as people read it: “October 2022 to September 2023”, “March 2024”, “1 May 2023 to 3 June 2023”."""
        if self.months is None:
            first, last = _day(self.start), _day(self.end)
            return first if first == last else f"{first} to {last}"
        return _span(self, MONTHS)

    @property
    def short_label(self) -> str:
        """For narrow columns: “Oct 2022 to Sep 2023”."""
        return self.label if self.months is None else _span(self, SHORT_MONTHS)

    @property
    def when(self) -> str:
        """“in March 2024”, and of a single day “on 30 June 2024”."""
        return f"{'on' if self.days == 1 else 'in'} {self.label}"

    def leads_to(self, after: "Period") -> bool:
        """Whether the other is the next in a row of such periods: it begins the day after, or is the same day a year later."""
        a_year_later = (self.end.year + 1, self.end.month, self.end.day) == (after.end.year, after.end.month, after.end.day)
        return self.end + timedelta(days=1) == after.start or (self.days == after.days == 1 and a_year_later)

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    def is_as_long_as(self, other: "Period") -> bool:
        if self.months is not None and other.months is not None:
            return self.months == other.months
        return self.days == other.days


def _day(on: date) -> str:
    return f"{on.day} {MONTHS[on.month]} {on.year}"


def _span(period: Period, names: Sequence[str]) -> str:
    first = f"{names[period.start.month]} {period.start.year}"
    last = f"{names[period.end.month]} {period.end.year}"
    if first == last:
        return first
    if period.start.year == period.end.year:
        return f"{names[period.start.month]} to {last}"
    return f"{first} to {last}"
