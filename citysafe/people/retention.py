"""How long something about a person is kept: one number, for what people are told and for the purge that keeps to it."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Retention:
    """Kept for so long after a moment, then it goes by itself."""

    words: str
    after: timedelta

    def __str__(self) -> str:
        return self.words


def days_after_the_meeting(days: int) -> Retention:
    return Retention(f"Until {days} days after the meeting.", timedelta(days=days))


def hours_unless_confirmed(hours: int) -> Retention:
    return Retention(f"{hours} hours, unless it is confirmed.", timedelta(hours=hours))
