"""What stands in one cell: days, moments, numbers and choices, in the spellings that spreadsheets make of them. No Django here."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time

DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})", re.ASCII)
MOMENT = re.compile(r"(?P<day>\S+?)(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?", re.ASCII)
NO_DAY = "This is not a day. Write 2026-03-31 or 31/03/2026."
NO_MOMENT = "This is not a day and a time. Write 2026-03-31 09:00 or 31/03/2026 09:00."
NO_NUMBER = "This is not a whole number."
NO_CHOICE = "There is no such choice. Choose one of: {choices}."


class WrongValueError(ValueError):
    """Says what was expected instead."""


def day(text: str) -> date:
    """An ISO day, or one as British spreadsheets write it; the midnight that some put behind it is passed over."""
    found = DAY.fullmatch(re.sub(r"[T ]0?0:00(:00)?$", "", text.strip()))
    if not found:
        raise WrongValueError(NO_DAY)
    parts = found["year"] or found["y"], found["month"] or found["m"], found["day"] or found["d"]
    try:
        return date(*map(int, parts))
    except ValueError as error:
        raise WrongValueError(NO_DAY) from error


def moment(text: str) -> datetime:
    """A day with a time of day, midnight where there is none; in the time of the place."""
    found = MOMENT.fullmatch(text.strip())
    if not found:
        raise WrongValueError(NO_MOMENT)
    try:
        return datetime.combine(day(found["day"]), time(int(found["hour"] or 0), int(found["minute"] or 0), int(found["second"] or 0)))
    except ValueError as error:
        raise WrongValueError(NO_MOMENT) from error


def whole(text: str) -> int:
    """“3”, and the “3.0” of some spreadsheets."""
    found = re.fullmatch(r"(\d{1,15})(\.0+)?", text.strip(), re.ASCII)
    if not found:
        raise WrongValueError(NO_NUMBER)
    return int(found[1])


def choice(text: str, choices: Iterable[tuple[str, str]]) -> str:
    """The value of a choice that is written as its value or in its words, in capitals or not."""
    offered = [(str(value), str(words)) for value, words in choices]
    wanted = text.strip().casefold()
    for value, words in offered:
        if wanted in {value.casefold(), words.casefold()}:
            return value
    raise WrongValueError(NO_CHOICE.format(choices=", ".join(f"“{words}”" for _, words in offered)))
