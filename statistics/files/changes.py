"""One row for each figure: its change from the one it is compared with, with all that it takes to repeat the sum."""

from collections.abc import Iterable, Iterator
from typing import Any

from citysafe.design.tables import Column, Table
from statistics.change import CODES, NO_PERCENTAGE
from statistics.comparison import Comparison, rules
from statistics.files.recipe import RULES, rule
from statistics.models import Observation
from statistics.readings import Reading

EXACT = (
    Column(
        "percentage_numerator", "integer", "The exact change in per cent is this number divided by the next; coded as percentage_change is."
    ),
    Column("percentage_denominator", "integer", "What the number before is divided by. The two have no common divisor."),
)
TABLE = Table(
    "changes",
    "Every published comparison",
    "One row for each figure: the two counts and periods, the difference, the exact percentage, its words, and the rule that made them.",
    (
        Column("figure_id", "integer", "The later of the two figures."),
        Column("measure_id", "string", "The measure."),
        Column("series_id", "integer", "The series. Figures are compared within it alone."),
        Column("period_start", "date", "The first day of the later period."),
        Column("period_end", "date", "The last day of the later period."),
        Column("value", "integer", "The later count, or the code of the reason why there is none."),
        Column(
            "compared_with_figure_id",
            "integer",
            "The earlier of the two figures: of a part of a year that of the same months a year earlier, where that one is published.",
        ),
        Column("compared_with_start", "date", "The first day of the earlier period."),
        Column("compared_with_end", "date", "The last day of the earlier period."),
        Column("compared_with_value", "integer", "The earlier count, or the code of the reason why there is none."),
        Column("difference", "integer", "The later count less the earlier one; the code of a missing count where one of them is missing."),
        Column("direction", "string", "Which way the count went.", ("down", "up", "same")),
        Column("percentage_change", "number", "The difference in per cent of the earlier count, unrounded or to three places."),
        *EXACT,
        Column("percentage_rounded", "string", "The percentage without its sign, as the pages write it, such as 42% or less than 1%."),
        Column("change_in_words", "string", "The change as the pages say it."),
        Column("rule", "string", "Which rule of the recipe made the words.", tuple(RULES)),
        Column("small_count_threshold", "integer", "A count below this is a small one."),
        Column("small_numbers", "boolean", "Whether either count is a small one: read the counts, not the percentage."),
        Column("why_none", "string", "Why there is no percentage, or no change at all."),
    ),
    key="figure_id",
    links={"figure_id": "figures", "compared_with_figure_id": "figures", "measure_id": "measures", "series_id": "series"},
)


def rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    for reading in readings:
        for history in reading.histories:
            yield from map(_row, history.series.figures, history.rows)


def _row(later: Observation, row: Comparison) -> dict[str, Any]:
    change = row.change
    return {
        "figure_id": later.pk,
        "measure_id": row.measure.slug,
        "series_id": row.series.pk,
        "period_start": later.period_start,
        "period_end": later.period_end,
        "value": value(later),
        **earlier(row),
        "compared_with_value": value(row.earlier),
        "direction": change.direction if change else None,
        **sum_of(row),
        "percentage_rounded": change.percentage if change else None,
        "change_in_words": change.words if change else None,
        "rule": rule(row),
        "small_count_threshold": row.measure.small_count_threshold,
        "small_numbers": is_small(row),
        "why_none": change.why_no_percentage if change else row.why_not,
    }


def earlier(row: Comparison) -> dict[str, Any]:
    """What it is compared with, or would be if the two might be compared."""
    before = row.earlier
    return {
        "compared_with_figure_id": before.pk if before else None,
        "compared_with_start": before.period_start if before else None,
        "compared_with_end": before.period_end if before else None,
    }


def sum_of(row: Comparison) -> dict[str, Any]:
    """The difference and the percentage, each a number or the code that says why there is none."""
    change = row.change
    if change is None:
        return dict.fromkeys(("difference", "percentage_change", "percentage_numerator", "percentage_denominator"), NO_PERCENTAGE)
    exact, code = change.exact, change.percentage_for_file
    return {
        "difference": change.code_for_file if change.difference is None else change.difference,
        "percentage_change": code,
        "percentage_numerator": code if exact is None else exact.numerator,
        "percentage_denominator": code if exact is None else exact.denominator,
    }


def is_small(row: Comparison) -> bool:
    if row.change:
        return row.change.is_small
    return row.later is not None and rules(row.measure).is_small(row.later.value)


def value(figure: Observation | None) -> int | str | None:
    """The count, or the code of the reason why there is none."""
    if figure is None or figure.value is not None:
        return figure.value if figure else None
    return CODES[figure.missing]
