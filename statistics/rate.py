"""A count for each 1,000 people who live in its area. Exact arithmetic; no Django here.

A rate needs twelve months, a count that is not small, and a population of the same area: the one for the day
nearest before the period's end, at most three years old by then. Where there is none, a sentence says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from statistics import wording
from statistics.change import MISSING, Figure, Rules
from statistics.periods import Period

PER = 1_000
MOST_YEARS = 3
PLACES = 1
NO_POPULATION = (
    f"This site holds no population of this area for the {MOST_YEARS} years up to the end of the period, so no rate per 1,000 is given."
)


@dataclass(frozen=True)
class Population:
    """How many people lived in an area on a day, and by which edition of which publication."""

    value: int
    period: Period
    title: str
    source: str
    publisher: str
    edition: str

    @property
    def when(self) -> str:
        """“mid-2022”, or the period by its name."""
        first, last = self.period.start, self.period.end
        return f"mid-{last.year}" if first == last == date(last.year, 6, 30) else self.period.label


@dataclass(frozen=True)
class Rate:
    """With a reason in `why_not` it holds no number; else `population` is what the count was divided by."""

    count: Figure
    population: Population | None = None
    why_not: str = ""

    @property
    def exact(self) -> Fraction | None:
        """Unrounded, for each 1,000 people."""
        if self.population is None or self.count.value is None:
            return None
        return Fraction(PER * self.count.value, self.population.value)

    @property
    def words(self) -> str:
        """“12.3”: one place, half away from zero, more only where it would read 0.0; empty where there is none."""
        if self.exact is None:
            return ""
        places = PLACES
        while self.exact and not wording.whole(self.exact * 10**places):
            places += 1
        return wording.fixed(self.exact, places)

    @property
    def step(self) -> str:
        """The sum, written out: “6,114 ÷ 496,800 × 1,000 = 12.3”."""
        if self.population is None or self.count.value is None:
            return ""
        return f"{wording.count(self.count.value)} ÷ {wording.count(self.population.value)} × {PER:,} = {self.words}"


def rate(count: Figure, populations: Iterable[Population], rules: Rules) -> Rate:
    """The rate of a count, or the reason for none. Of two populations for one day the first given is taken."""
    refusal = _refusal(count, rules)
    if refusal:
        return Rate(count, why_not=refusal)
    fitting = [population for population in populations if population.value > 0 and _fits(population.period.end, count.period.end)]
    nearest = max(fitting, key=lambda population: population.period.end, default=None)
    return Rate(count, nearest) if nearest else Rate(count, why_not=NO_POPULATION)


def _refusal(count: Figure, rules: Rules) -> str:
    label = count.period.label
    if count.value is None:
        return f"The figure for {label} {MISSING.get(count.missing, 'is missing')}, so no rate per 1,000 can be given."
    if count.value < 0:
        return f"The count for {label} is negative, because records were taken out or moved, so no rate per 1,000 is given."
    if count.period.months != 12:
        return f"A rate per 1,000 is given for twelve months alone. This count is for {label}."
    if rules.is_small(count.value):
        return f"The count is below {rules.small_count}: too few for a rate per 1,000. A rate from so small a number would mislead."
    return ""


def _fits(on: date, end: date) -> bool:
    return on <= end and (on.year + MOST_YEARS, on.month, on.day) >= (end.year, end.month, end.day)
