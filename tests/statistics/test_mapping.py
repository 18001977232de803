"""Which cells make which figures: pure arithmetic."""

from datetime import date

import pytest

from statistics.mapping import INCOMPLETE, NO_PART, NOT_IN_FILE, SEVERAL_AREAS, TOO_FINE, Made, Rule, figures
from statistics.periods import Period
from statistics.readers import Cell, Key
from statistics.readers.values import whole_months

QUARTERS = [whole_months(2023, month, 3) for month in (4, 7, 10)] + [whole_months(2024, 1, 3)]
YEAR = whole_months(2023, 4, 12)
MONTHS = [whole_months(2023, month) for month in range(1, 13)]
ROBBERY = (("Robbery",),)


def cell(period, value=1, category="Robbery", *, area="Liverpool", area_code="", code="", group="", subgroup="", status=""):
    key = Key(area, area_code, category, code, period, group, subgroup)
    return Cell(key, None, value, status) if isinstance(value, str) else Cell(key, value, "", status)


def rule(wanted=ROBBERY, **fields):
    return Rule(**{"by": "category", "wanted": wanted, "area_names": ("Liverpool",), **fields})


def made(of, cells):
    return [(figure.period, figure.value) for figure in figures(of, cells).figures]


@pytest.mark.parametrize(
    ("by", "wanted", "value"),
    [
        ("category", "robbery", 1),
        ("code", "34b", 1),
        ("code", "34A", 2),
        ("subgroup", "Robbery of people", 3),
        ("group", "Taking", 7),
    ],
)
def test_a_rule_chooses_cells_by_name_code_subgroup_or_group(by, wanted, value):
    cells = [
        cell(YEAR, 1, "Robbery", code="34B", group="Taking", subgroup="Robbery of people"),
        cell(YEAR, 2, "Robbery at work", code="34A", group="Taking", subgroup="Robbery of people"),
        cell(YEAR, 4, "Theft", code="39", group="Taking", subgroup="Theft"),
        cell(YEAR, 8, "Arson", code="56", group="Fire", subgroup="Arson"),
    ]
    assert made(rule(((wanted,),), by=by), cells) == [(YEAR, value)]


def test_an_area_goes_by_its_code_where_both_have_one_and_else_by_any_of_its_names():
    of = rule(area_code="E22000182", area_names=("Liverpool", "St. Helens"))
    council = cell(YEAR, 1, area_code="E08000012")
    assert made(of, [council]) == []
    assert made(of, [council, cell(YEAR, 2, area="Another name", area_code="E22000182")]) == [(YEAR, 2)]
    assert made(of, [cell(YEAR, 4, area="St Helens")]) == [(YEAR, 4)]
    assert made(rule(), [council]) == [(YEAR, 1)]
    assert (of.area, rule(area_names=(), area_code="E1").area) == ("Liverpool", "E1")


def test_a_force_is_not_the_partnership_of_the_same_name():
    cells = [cell(YEAR, 1, area_code="E23000004"), cell(YEAR, 2, area_code="E22000182")]
    assert made(rule(area_code="E23000004"), cells) == [(YEAR, 1)]
    outcome = figures(rule(), cells)
    assert (outcome.figures, outcome.warnings) == ([], [SEVERAL_AREAS.format(period=YEAR.label, area="Liverpool")])


def test_spellings_of_one_part_are_one_part():
    of = rule((("Robbery", "Robberies"), ("Theft",)))
    assert made(of, [cell(YEAR, 1, "Robberies"), cell(YEAR, 2, "Theft")]) == [(YEAR, 3)]


def test_a_cell_that_two_parts_name_is_counted_once():
    assert made(rule((("Robbery",), ("robbery", "Theft"))), [cell(YEAR, 5), cell(YEAR, 1, "Theft")]) == [(YEAR, 6)]


def test_all_parts_must_be_in_the_file():
    outcome = figures(rule((("Robbery",), ("Theft", "Thefts"), ("Arson",))), [cell(YEAR)])
    assert outcome.figures == []
    assert outcome.warnings == [NOT_IN_FILE.format(wanted="“Theft”, “Arson”", area="Liverpool")]


def test_all_parts_must_be_in_each_period_that_has_one():
    later = whole_months(2024, 4, 12)
    cells = [cell(YEAR, 1), cell(YEAR, 2, "Theft"), cell(later, 4), cell(whole_months(2022, 4, 12), 8, "Other")]
    outcome = figures(rule((("Robbery",), ("Theft",))), cells)
    assert [(figure.period, figure.value) for figure in outcome.figures] == [(YEAR, 3)]
    assert outcome.warnings == [NO_PART.format(period=later.label, wanted="“Theft”")]


def test_parts_that_never_stand_together_make_nothing():
    cells = [cell(QUARTERS[0], 1), cell(QUARTERS[1], 2, "Theft")]
    outcome = figures(rule((("Robbery",), ("Theft",)), year_ends_in=3), cells)
    assert (outcome.figures, len(outcome.warnings)) == ([], 2)


def test_an_area_that_is_not_there_and_a_rule_that_wants_nothing_make_nothing():
    assert figures(rule(), [cell(YEAR, area="Sefton")]).warnings == []
    assert made(rule(()), [cell(YEAR)]) == []


def test_what_is_absent_is_none_in_street_files_and_no_figure_elsewhere():
    cells = [cell(month, 1, "Theft") for month in MONTHS] + [cell(MONTHS[0], 2)]
    assert made(rule(year_ends_in=12, absent_is_none=True), cells) == [(whole_months(2023, 1, 12), 2)]
    outcome = figures(rule(year_ends_in=12), cells)
    assert outcome.figures == []
    assert outcome.warnings == [INCOMPLETE.format(period="January to December 2023", found=1, needed=12)]


def test_what_no_month_of_a_street_file_has_is_not_taken_for_none():
    outcome = figures(rule(year_ends_in=12, absent_is_none=True), [cell(month, 1, "Theft") for month in MONTHS])
    assert (outcome.figures, len(outcome.warnings)) == ([], 1)


@pytest.mark.parametrize("ends_in", range(1, 13))
def test_a_year_ends_in_any_month_and_nowhere_else(ends_in):
    months = [whole_months(2020 + number // 12, number % 12 + 1) for number in range(36)]
    found = made(rule(year_ends_in=ends_in), [cell(month, 2) for month in months])
    assert [(period.end.month, period.months, value) for period, value in found] == [(ends_in, 12, 24)] * (3 if ends_in == 12 else 2)


def test_quarters_and_longer_periods_fill_a_year_too():
    assert made(rule(year_ends_in=3), [cell(quarter, 2) for quarter in QUARTERS]) == [(YEAR, 8)]
    assert made(rule(year_ends_in=3), [cell(YEAR, 9)]) == [(YEAR, 9)]
    assert made(rule(year_ends_in=12), [cell(whole_months(year, 1, 12), 9) for year in (1990, 2099)]) != []


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        (QUARTERS[:3], 9),
        (QUARTERS[1:], 9),
        ([QUARTERS[0], *QUARTERS[2:]], 9),
        ([*QUARTERS, whole_months(2023, 5)], 13),
        ([*QUARTERS[:3], Period(date(2024, 1, 1), date(2024, 3, 30))], 9),
    ],
    ids=["the end is missing", "the start is missing", "a gap", "an overlap", "not whole months"],
)
def test_an_incomplete_year_makes_no_figure_and_is_told(periods, found):
    outcome = figures(rule(year_ends_in=3), [cell(period) for period in periods])
    assert outcome.figures == []
    assert outcome.warnings == [INCOMPLETE.format(period=YEAR.label, found=found, needed=12)]


def test_less_than_a_year_needs_a_reason_and_a_day_is_no_span():
    day, weeks = Period(date(2020, 6, 30), date(2020, 6, 30)), Period(date(2020, 1, 1), date(2020, 3, 3))
    cells = [cell(period) for period in (day, weeks, QUARTERS[0], YEAR)]
    outcome = figures(rule(), cells)
    assert [figure.period for figure in outcome.figures] == [day, YEAR]
    assert outcome.warnings == [TOO_FINE.format(period=period.label) for period in (weeks, QUARTERS[0])]
    assert len(figures(rule(may_be_finer=True), cells).figures) == 4


@pytest.mark.parametrize(
    ("reasons", "reason"),
    [
        (["confidential"], "confidential"),
        (["not_available", "confidential"], "confidential"),
        (["not_applicable", "not_available"], "not_available"),
        (["not_yet_due"], "not_yet_due"),
    ],
)
def test_a_hidden_part_hides_the_sum(reasons, reason):
    cells = [cell(quarter, value) for quarter, value in zip(QUARTERS, [*reasons, 5, 5, 5], strict=False)]
    assert figures(rule(year_ends_in=3), cells).figures == [Made(YEAR, None, reason)]


@pytest.mark.parametrize(("states", "state"), [(["revised"] * 4, "revised"), (["revised", "", "", ""], ""), ([""] * 4, "")])
def test_a_sum_is_as_settled_as_all_its_parts_say(states, state):
    cells = [cell(quarter, 1, status=said) for quarter, said in zip(QUARTERS, states, strict=True)]
    assert figures(rule(year_ends_in=3), cells).figures == [Made(YEAR, 4, "", state)]


def test_figures_come_the_oldest_first_whatever_the_order_of_the_file():
    years = [whole_months(year, 4, 12) for year in (2021, 2019, 2020)]
    assert [period for period, _ in made(rule(), [cell(year) for year in years])] == sorted(years)


def test_a_published_total_of_the_year_comes_before_the_sum_of_its_rounded_months():
    months = [cell(month, 5) for month in MONTHS]
    year = whole_months(2023, 1, 12)
    assert made(rule(year_ends_in=12), months) == [(year, 60)]
    assert made(rule(year_ends_in=12), [*months, cell(year, 57)]) == [(year, 57)]
