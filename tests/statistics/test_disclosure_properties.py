"""What holds for any world of counts: what is left in public gives no hidden count away, and no more is hidden than that takes."""

from dataclasses import dataclass, replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.disclosure import Cell, Line, Relations, Tree, protect
from statistics.disclosure.bounds import LEAST_ROOM
from tests.statistics.attacker import Stranger

MOST_HIDDEN = 3
CITY, WARDS = 1, (2, 3)
SMALL = st.integers(0, 4)


@dataclass
class World:
    """Counts of the smallest pieces by measure, area and time, and the figures made of them."""

    cells: list[Cell]
    relations: Relations

    def pieces(self, cell):
        """A figure as the counts that it is made of."""
        measures, trees = self.relations.measures.leaves(cell.line.measure), self.relations.areas
        areas = {*trees.leaves(cell.line.area), *trees.parts.get(cell.line.area, [])}  # of a whole that is more: the rest, and the parts
        return dict.fromkeys(product(measures, sorted(areas), range(cell.start, cell.stop)), 1)

    def stranger(self, hidden=()):
        """Somebody who has read all that is public."""
        found = Stranger()
        for cell in self.cells:
            if cell.is_confidential:
                found.at_least(self.pieces(cell), 1, cell.key)
                found.at_most(self.pieces(cell), self.relations.limits.get(1, 10**6), cell.key)
            elif cell.key not in hidden:
                found.learn(self.pieces(cell), cell.value)
        return found

    def told(self, hidden=()):
        stranger = self.stranger(hidden)
        return [cell.key for cell in self.cells if cell.is_confidential and stranger.finds(self.pieces(cell)) is not None]

    @property
    def told_by_the_rule_alone(self):
        return self.told({cell.key for cell in self.cells})

    @property
    def secrets(self):
        return [cell for cell in self.cells if cell.is_confidential]

    @property
    def first(self):
        """As it was before the later figures came out, and before the later confidential ones were known."""
        return World([cell for cell in self.cells if cell.since == 0], self.relations)

    @property
    def of_one_moment(self):
        """The same with nothing that came too late."""
        return World([replace(cell, since=0) if cell.is_confidential else cell for cell in self.cells], self.relations)

    def room(self, cell):
        """How many numbers a hidden figure could be while all others are public."""
        found = self.stranger().range_of(self.pieces(cell))
        return found[1] - found[0] + 1


@st.composite
def worlds(draw, counted=SMALL):
    time, parts = draw(st.integers(2, 4)), draw(st.sampled_from([(), WARDS]))
    is_all, kinds = draw(st.booleans()), draw(st.sampled_from([(1,), (1, 2, 3)]))
    areas = Tree.of([(ward, CITY) for ward in parts], [CITY] if is_all else [])
    limits = {1: MOST_HIDDEN} if counted is SMALL else {}
    relations = Relations(Tree.of([(kind, 1) for kind in kinds[1:]], [1]), areas, limits)
    leaves = sorted(product(relations.measures.leaves(1), {*areas.leaves(CITY), *parts}))
    counts = {(*leaf, at): draw(counted) for leaf in leaves for at in range(time)}
    periods = draw(
        st.lists(
            st.tuples(st.integers(0, time - 1), st.integers(1, time)).filter(lambda p: p[0] < p[1]), min_size=2, max_size=5, unique=True
        )
    )
    world = World([], relations)
    for measure, area, (start, stop) in product(kinds, (CITY, *parts), periods):
        cell = Cell(len(world.cells), Line(measure, area, 1), start, stop, None, stop - start, draw(st.integers(0, 1)))
        value = sum(counts[piece] for piece in world.pieces(cell))
        is_hidden = value >= 1 and (value <= MOST_HIDDEN or counted is not SMALL) and draw(st.integers(0, 3)) == 0
        world.cells.append(cell if is_hidden else replace(cell, value=value))
    return world


@settings(max_examples=60)
@given(worlds())
def test_nothing_that_is_left_in_public_gives_a_hidden_count_away(world):
    hidden = protect(world.cells, world.relations)
    assert set(world.told(hidden)) <= set(world.told_by_the_rule_alone)


@settings(max_examples=60)
@given(worlds())
def test_nothing_more_is_hidden_where_every_hidden_count_could_be_several(world):
    if protect(world.cells, world.relations):
        assert min(world.room(cell) for cell in world.secrets) < LEAST_ROOM


@settings(max_examples=30)
@given(worlds(st.integers(20, 40)))
def test_each_further_figure_is_needed(world):
    """Counts are large here, so that all is a matter of sums, and nothing was known before it was hidden."""
    world = world.of_one_moment
    hidden = protect(world.cells, world.relations)
    for key in sorted(hidden)[:2]:
        assert set(world.told(hidden.keys() - {key})) >= hidden[key] != set()


@settings(max_examples=60)
@given(worlds(st.integers(20, 40)))
def test_two_readings_at_different_times_tell_no_more_than_the_later_one(world):
    """But for what was told before it was known to be confidential."""
    before = protect(world.first.cells, world.relations)
    after = protect(world.cells, world.relations, before)
    told_once = {cell.key for cell in world.cells if cell.key not in after} | {
        cell.key for cell in world.first.cells if cell.key not in before
    }
    found = set(world.told({cell.key for cell in world.cells} - told_once))
    came_too_late = set(world.told({cell.key for cell in world.cells if cell.key in before or cell.since > 0}))
    assert found <= came_too_late | set(world.told_by_the_rule_alone)


@settings(max_examples=30)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_figures_changes_nothing_and_doing_it_twice_neither(world, random):
    hidden = protect(world.cells, world.relations)
    shuffled = random.sample(world.cells, len(world.cells))
    assert protect(shuffled, world.relations) == hidden
    assert protect([cell for cell in world.cells if cell.key not in hidden], world.relations) == {}


@settings(max_examples=30)
@given(worlds(st.integers(20, 40)), st.integers(1, 90))
def test_values_do_not_decide_what_is_hidden(world, more):
    other = [replace(cell, value=cell.value and cell.value * more) for cell in world.cells]
    assert protect(other, world.relations).keys() == protect(world.cells, world.relations).keys()
