"""Periods of time that figures are counted over. No Django here."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

A_YEAR = 12  # months
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
    def is_part_of_a_year(self) -> bool:
        return self.months is not None and self.months < A_YEAR

    @property
    def a_year_earlier(self) -> "Period | None":
        """The same months of the year before; None of what is not whole months, or a year and more. February may differ by a day."""
        if not self.is_part_of_a_year or self.start.year == MINYEAR:
            return None
        start, year = self.start.replace(year=self.start.year - 1), self.end.year - 1
        return Period(start, date(year, self.end.month, calendar.monthrange(year, self.end.month)[1]))

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

    def back_to(self, earlier: "Period") -> str:
        """How an earlier period is named from here: “the year before”, “in the same months a year earlier”, else “in March 2024”."""
        if earlier == self.a_year_earlier:
            return f"in {self._same_months} a year earlier"
        return "the year before" if earlier.months == self.months == A_YEAR and earlier.leads_to(self) else earlier.when

    def season_since(self, earlier: "Period") -> str:
        """That the season may account for a change since then; empty where it does not: of whole years, and of the same months."""
        if not self.is_part_of_a_year or (earlier.months, earlier.start.month) == (self.months, self.start.month):
            return ""
        which = "the period just before" if earlier.leads_to(self) else "an earlier period"
        return f"This compares with {which}, not with {self._same_months} a year earlier, so the season may account for part of the change."

    @property
    def _same_months(self) -> str:
        return "the same month" if self.months == 1 else "the same months"

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
