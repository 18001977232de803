"""A published statement beside our own sum. No Django here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from statistics import wording
from statistics.change import Change, Figure, compare

NUMBERS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


class Verdict(Enum):
    REPRODUCES = "reproduces"
    DOES_NOT = "does not reproduce"
    REVISED = "revised since"
    CANNOT = "cannot be checked"


@dataclass(frozen=True)
class Statement:
    """What was claimed: a direction alone, or with it a whole percentage or a difference, both without sign.

    `counts` are the two that were published, or that stood here on the day; None where neither is known to differ from today's.
    """

    direction: str
    percentage: int | None = None
    counts: tuple[int, int] | None = None
    difference: int | None = None


def judge(statement: Statement, change: Change | None) -> Verdict:
    """Whether all that was claimed follows from the counts that stand behind it."""
    if change is None or change.counts is None or (change.exact is None and statement.percentage is not None):
        return Verdict.CANNOT
    if statement.counts in {None, change.counts}:
        return Verdict.REPRODUCES if _agrees(statement, change) else Verdict.DOES_NOT
    return Verdict.REVISED if _agrees(statement, _as_claimed(statement, change)) else Verdict.DOES_NOT


def summary(verdicts: Sequence[Verdict], noun: str = "percentage") -> str:
    """“Five of five percentages reproduce.” Counted, never typed."""
    many = len(verdicts)
    found = {verdict: verdicts.count(verdict) for verdict in Verdict}
    if found[Verdict.CANNOT] == many:
        return f"The {noun} cannot be checked." if many == 1 else f"None of the {_number(many)} {noun}s can be checked."
    said = [
        f"{_number(found[Verdict.REPRODUCES]).capitalize()} of {_number(many)} {noun}{'' if many == 1 else 's'} {'reproduces' if found[Verdict.REPRODUCES] == 1 else 'reproduce'}"
    ]
    if found[Verdict.DOES_NOT]:
        said.append(f"{_number(found[Verdict.DOES_NOT])} {'does' if found[Verdict.DOES_NOT] == 1 else 'do'} not")
    if found[Verdict.REVISED]:
        said.append(f"{_number(found[Verdict.REVISED])} {'rests' if found[Verdict.REVISED] == 1 else 'rest'} on counts revised since")
    if found[Verdict.CANNOT]:
        said.append(f"{_number(found[Verdict.CANNOT])} cannot be checked")
    return f"{', '.join(said)}."


def _number(many: int) -> str:
    return NUMBERS[many] if many < len(NUMBERS) else wording.count(many)


def _agrees(statement: Statement, change: Change) -> bool:
    if statement.direction != change.direction or change.difference is None:
        return False
    percentage = abs(wording.whole(change.exact)) if change.exact is not None else None
    return statement.difference in {None, abs(change.difference)} and statement.percentage in {None, percentage}


def _as_claimed(statement: Statement, change: Change) -> Change:
    """The claimed counts in place of those that stand here now."""
    earlier, later = statement.counts or (0, 0)
    return compare(
        Figure(earlier, change.earlier.period, basis=change.earlier.basis),
        Figure(later, change.later.period, basis=change.later.basis),
        rules=change.rules,
    )
