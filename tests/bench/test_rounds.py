"""The bench's own sums; its rounds themselves are run by hand (`make bench`)."""

import json

import pytest

from tests.bench import overview
from tests.bench.load import percentile, posts
from tests.bench.rounds import Round, counts, median, ratio


def used(*cpu):
    return [Round(cpu_us=one, per_second=1, p95_ms=1, faults=0) for one in cpu]


def test_a_percentile_is_a_value_that_was_measured():
    assert percentile(list(range(100, 0, -1)), 0.95) == 95
    assert percentile([7.0], 0.95) == 7
    assert percentile([], 0.95) == 0


def test_the_median_of_an_even_number_lies_between():
    assert median([9, 1, 5]) == 5
    assert median([4, 1, 2, 9]) == 3


def test_a_ratio_is_taken_round_by_round():
    assert ratio(used(200, 600, 300), used(100, 200, 100)) == 3


@pytest.mark.parametrize(("a_a", "does"), [(0.94, False), (0.95, True), (1.05, True), (1.06, False)])
def test_figures_count_only_where_the_same_thing_costs_the_same_twice(a_a, does):
    assert counts(a_a) is does


def test_many_measures_stand_beside_few_round_by_round():
    found = {
        "few": {"cpu_ms": [10, 20], "queries": 9},
        "again": {"cpu_ms": [11, 20], "queries": 9},
        "many": {"cpu_ms": [40, 60], "queries": 9},
    }
    remark, rows = overview.rows(2, lambda *command: f"{command[-1]} rounds\n{json.dumps(found)}", {})
    assert remark == "Overview: A/A 1.05."
    assert rows == [["Overview, 5 measures", "15.0", "1.00", "9"], ["Overview, 50 measures × 20 years of quarters", "50.0", "3.50", "9"]]


def test_each_body_is_sent_once_from_a_sender_of_its_own():
    sent = list(posts([b"%d" % number for number in range(70_000)]))
    assert len({request.body for request in sent}) == len({request.headers["X-Forwarded-For"] for request in sent}) == 70_000
    assert {(request.method, request.answer) for request in sent} == {("POST", 302)}
