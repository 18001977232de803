"""A little world of counts with confidential ones among them, stored as staff would have stored it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product
from random import Random

from hypothesis import strategies as st

from tests import factories as make

QUARTERS = 8
PERIODS = [*((at, at + 1) for at in range(QUARTERS)), (0, 4), (4, 8), (2, 6), (0, 2)]  # quarters, years, a rolling year, a half
CITY, PARTS = "City", ("North", "South")
WHOLE, KINDS = "Everything", ("Burns", "Falls")
PIECES = list(product(KINDS, PARTS, range(QUARTERS)))
CORRECTED = datetime(2024, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Planted:
    """A figure: what it counts, where, from which quarter to before which, and whether it is confidential."""

    measure: str
    area: str
    start: int
    stop: int
    is_secret: bool = False

    @property
    def pieces(self):
        """The smallest counts that make it up."""
        measures, areas = KINDS if self.measure == WHOLE else (self.measure,), PARTS if self.area == CITY else (self.area,)
        return dict.fromkeys(product(measures, areas, range(self.start, self.stop)), 1)

    @property
    def days(self):
        """The first and the last day."""
        first, after = (date(2022 + at // 4, at % 4 * 3 + 1, 1) for at in (self.start, self.stop))
        return first, after - timedelta(days=1)


@dataclass
class World:
    counts: dict
    cells: list[Planted]
    corrected: list[Planted] = field(default_factory=list)
    claimed: list[tuple[Planted, Planted]] = field(default_factory=list)

    def value(self, cell):
        return sum(self.counts[piece] for piece in cell.pieces)

    @property
    def secrets(self):
        return [cell for cell in self.cells if cell.is_secret]

    def store(self, hides_up_to=None):
        """Every secret was public once, and a correction still tells it; so do claims, notes, an event and a break."""
        source = make.SourceFactory(title="Hospital", hides_up_to=hides_up_to)
        city = make.AreaFactory(name=CITY, parts_are_all=True)
        areas = {CITY: city} | {name: make.AreaFactory(name=name, part_of=city) for name in PARTS}
        whole = make.MeasureFactory(title=WHOLE, slug="everything", parts_are_all=True, group="headline")
        measures = {WHOLE: whole} | {name: make.MeasureFactory(title=name, slug=name.lower(), part_of=whole) for name in KINDS}
        series = {
            (measure, area): make.SeriesFactory(measure=measures[measure], area=areas[area], source=source, is_main=area == CITY)
            for measure, area in dict.fromkeys((cell.measure, cell.area) for cell in self.cells)
        }
        figures = {cell: self._figure(cell, series[cell.measure, cell.area]) for cell in self.cells}
        for earlier, later in self.claimed:
            counts = {"earlier_count": self.value(earlier), "later_count": self.value(later)}
            make.ClaimFactory(earlier=figures[earlier], later=figures[later], **counts)

    def _figure(self, cell, series):
        value, (first, last) = self.value(cell), cell.days
        reason = {"missing": "confidential"} if cell.is_secret else {}
        shown = None if cell.is_secret else value
        words = (
            {"note": f"Once {value}.", "period_is_assumed": True, "period_note": f"Taken to be that of {value}."} if cell.is_secret else {}
        )
        figure = make.ObservationFactory(series=series, period_start=first, period_end=last, value=shown, **words, **reason)
        if cell.is_secret:
            self._plant_words_beside(figure, value)
        if cell.is_secret or cell in self.corrected:
            told = {"address": f"/statistics/{series.measure.slug}/", "public_note": f"It is {value} now."}
            revision = make.RevisionFactory(of=figure, at=CORRECTED, name=str(figure), **told)
            make.FieldChangeFactory(revision=revision, field="value", before=str(value + 1), after=str(value))
            self._plant_a_past(figure, value)
        return figure

    def _plant_words_beside(self, figure, value):
        """An event at that time, and a break before any figure: nothing more is compared because of it, or less."""
        series, told = figure.series, {"title": f"They were {value}", "words": f"It came to {value}."}
        days = {"starts_on": figure.period_start, "ends_on": figure.period_end}
        make.AnnotationFactory(areas=[series.area], measures=[series.measure], **days, **told)
        make.SeriesBreakFactory(series=series, reason=f"Until then it was {value}.")

    def _plant_a_past(self, figure, value):
        """What it said before, with its difference from now where there is one: in the revisions, a release, its notice and the feed."""
        before = value if figure.missing else value + 1
        told = {"kind": "corrected", "reason": f"It was {value}."}
        make.FigureRevisionFactory(observation=figure, value_before=before, release=make.ReleaseFactory(), public_from=CORRECTED, **told)


@st.composite
def large(draw):
    """Counts so large that no two are the same by chance."""
    chance = Random(draw(st.integers(0, 10**6)))
    return {piece: chance.randint(10_000_000, 30_000_000) for piece in PIECES}


@st.composite
def worlds(draw, counts):
    """Figures for a city and its parts, for one measure or for a whole and its kinds."""
    measures, areas = draw(st.sampled_from([(WHOLE, *KINDS), (KINDS[0],)])), draw(st.sampled_from([(CITY, *PARTS), (CITY,)]))
    world = World(draw(counts), [])
    secret = draw(st.sets(st.integers(0, len(measures) * len(areas) * len(PERIODS) - 1), min_size=1, max_size=4))
    for number, (measure, area, (start, stop)) in enumerate(product(measures, areas, PERIODS)):
        world.cells.append(Planted(measure, area, start, stop, number in secret))
    some = st.sampled_from(world.cells)
    world.corrected = draw(st.lists(some, max_size=4))
    pairs = st.tuples(some, some).filter(lambda pair: pair[0] != pair[1])
    world.claimed = draw(st.lists(pairs, max_size=3))
    return world
