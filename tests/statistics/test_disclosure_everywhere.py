"""A stranger reads everything that the site gives and tries to work the confidential counts out: by sums, differences and bounds."""

from collections import deque
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statistics import disclosure, protection, services
from statistics.models import Observation
from tests.statistics.attacker import Stranger
from tests.statistics.planted import CITY, KINDS, PERIODS, PIECES, Planted, World, large, worlds
from tests.statistics.readings_of_a_stranger import read_table, recognise, surfaces

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SMALL = st.fixed_dictionaries(dict.fromkeys(PIECES, st.integers(0, 5)))
MOST_HIDDEN = 7
SLUGS = ["everything", "burns", "falls"]
a_few = settings(max_examples=5, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def attack_in_full(world):
    """What is found out from everything that can be read anywhere; counts are large."""
    stranger = Stranger()
    with transaction.atomic():
        world.store()
        found = surfaces(Client(), SLUGS)
        recognise(world, found.values(), stranger)
        read_table(world, [found["/statistics/all.csv"]], stranger)
        transaction.set_rollback(True)
    return [world.value(cell) for cell in world.secrets if stranger.finds(cell.pieces) is not None]


def attack_by_bounds(world):
    """What is found out from the file by somebody who knows the source's rule, besides what the rule tells by itself."""
    stranger, known_before = Stranger(), Stranger()
    for cell in world.secrets:
        if 1 <= world.value(cell) <= MOST_HIDDEN:
            for one in (stranger, known_before):
                one.at_least(cell.pieces, 1, cell)
                one.at_most(cell.pieces, MOST_HIDDEN, cell)
    with transaction.atomic():
        world.store(MOST_HIDDEN)
        read_table(world, [surfaces(Client(), SLUGS)["/statistics/all.csv"]], stranger)
        transaction.set_rollback(True)
    secrets = [cell for cell in world.secrets if known_before.finds(cell.pieces) is None]
    return [world.value(cell) for cell in secrets if stranger.finds(cell.pieces) is not None]


@a_few
@given(worlds(large()))
def test_no_page_file_chart_or_past_count_gives_a_confidential_count_away(world):
    assert attack_in_full(world) == []


@a_few
@given(worlds(SMALL))
def test_nor_does_it_follow_from_counts_that_are_small(world):
    assert attack_by_bounds(world) == []


@pytest.fixture
def one_quarter_hidden():
    cells = [Planted(KINDS[0], CITY, start, stop, (start, stop) == (2, 3)) for start, stop in PERIODS]
    counts = {piece: 12_345_678 + 98_765 * number**2 for number, piece in enumerate(PIECES)}
    return World(counts, cells, cells[:2], [(cells[1], cells[2])])


def test_the_stranger_is_kept_out(one_quarter_hidden):
    assert attack_in_full(one_quarter_hidden) == []


def unprotect(monkeypatch):
    """What was worked out before is forgotten, and what is worked out from now on does not outlive the test."""
    monkeypatch.setattr(protection, "_lately", deque(maxlen=0))
    monkeypatch.setattr(disclosure, "protect", lambda cells, relations, kept: {})


def test_without_the_protection_the_stranger_finds_it(one_quarter_hidden, monkeypatch):
    unprotect(monkeypatch)
    [secret] = one_quarter_hidden.secrets
    assert attack_in_full(one_quarter_hidden) == [one_quarter_hidden.value(secret)]


def attack_twice(world, *, remembers):
    """What is found out by somebody who has read everything before the figures of the first half year came out, and reads it again."""
    stranger, late = Stranger(), Observation.objects.filter(period_start__lt=date(2022, 7, 1))
    with transaction.atomic():
        world.store()
        late.update(state="draft", published_at=None, first_public_at=None)
        for _ in range(2):
            found = surfaces(Client(), SLUGS)
            recognise(world, found.values(), stranger)
            read_table(world, [found["/statistics/all.csv"]], stranger)
            if remembers:
                services.remember()
            late.update(state="published", published_at=timezone.now(), first_public_at=timezone.now())
        transaction.set_rollback(True)
    return [world.value(cell) for cell in world.secrets if stranger.finds(cell.pieces) is not None]


@pytest.mark.parametrize("remembers", [True, False])
def test_reading_twice_tells_it_only_if_nobody_remembers_what_was_hidden(one_quarter_hidden, remembers):
    cells = [Planted(KINDS[0], CITY, *span, span == (2, 4)) for span in ((3, 4), (2, 4), (2, 3), (1, 2), (1, 3))]
    world = World(one_quarter_hidden.counts, cells)
    assert attack_twice(world, remembers=remembers) == ([] if remembers else [world.value(cells[1])])


@pytest.mark.parametrize(("is_protected", "found"), [(True, []), (False, [1, 1])])
def test_two_hidden_counts_that_come_to_two_are_told_without_the_protection_alone(monkeypatch, is_protected, found):
    cells = [Planted(KINDS[0], CITY, start, stop, (start, stop) in {(0, 1), (1, 2)}) for start, stop in PERIODS]
    world = World({(kind, part, at): int(part == "North") for kind, part, at in PIECES}, cells)
    if not is_protected:
        unprotect(monkeypatch)
    assert attack_by_bounds(world) == found
