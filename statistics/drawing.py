"""Which drawing shows a series, if any: deaths are never a bar or a line, and nothing is drawn that must not be compared."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from statistics import notes
from statistics.charts import STANDINGS, Chart, Pin, Point, Row, SmallBars, SmallMarks, bars, line, marks, small_bars, small_marks, summary
from statistics.comparison import Comparison, shown_value
from statistics.models import Observation, Series
from statistics.notes import Note
from statistics.periods import Period

MOST_ROWS_OF_MARKS = 6


def chart(latest: Comparison, known: Sequence[Note] = ()) -> Chart | None:
    """Bars for two periods, a line for more, one mark a person for small counts of deaths; None where the table must do.

    `known` are the notes of the series: each is marked at its time, under the number that it has on the page.
    """
    if latest.later is None:
        return None
    figures = run(latest.later, _beside_the_pair(latest))
    counts = [figure.value for figure in figures if figure.value is not None]
    if len(counts) < 2 or min(counts) < 0:
        return None
    drawn = _drawn(latest, figures, known)
    return replace(drawn, text=_with_notes(drawn.text, figures, known)) if drawn else None


def _drawn(latest: Comparison, figures: list[Observation], known: Sequence[Note]) -> Chart | None:
    measure = latest.measure
    if measure.counts_deaths:
        is_small = all((figure.value or 0) < measure.small_count_threshold for figure in figures)
        return _marks(latest, figures, known) if is_small else None
    if len(figures) > 2:
        pins = [Pin(note.number, note.period, note.is_break) for note in known]
        return line([_point(figure) for figure in figures], measure.unit_many, _breaks(latest.series), pins)
    return _told(bars(_rows(figures, known)), latest, figures) if latest.is_compared else None


def two(chosen: Comparison) -> Chart | None:
    """The two counts of a comparison and none between them; None where they must not be compared, or where the table must do."""
    counts = chosen.change.counts if chosen.change else None
    if counts is None or chosen.earlier is None or chosen.later is None:
        return None
    pair = [chosen.earlier, chosen.later]
    if chosen.measure.counts_deaths:
        return _marks(chosen, pair, ()) if max(counts) < chosen.measure.small_count_threshold else None
    return _told(bars(_rows(pair, ())), chosen, pair)


def card(latest: Comparison) -> SmallBars | SmallMarks | None:
    """The little drawing beside the latest change."""
    counts = latest.change.counts if latest.change else None
    if counts is None:
        return None
    return small_marks(*counts) if latest.measure.counts_deaths else small_bars(*counts)


def _beside_the_pair(latest: Comparison) -> list[Observation]:
    """The figures without those that would keep the earlier of the two compared out of the drawing, because they overlap it."""
    pair = latest.earlier if latest.is_compared else None
    return [figure for figure in latest.series.figures if pair in (None, figure) or not figure.period.overlaps(pair.period)]


def run(later: Observation, figures: Sequence[Observation]) -> list[Observation]:
    """Back from a figure: those as long as it that do not overlap, the oldest first."""
    found = [later]
    for figure in sorted(figures, key=lambda figure: figure.period_end, reverse=True):
        if figure.period_end < found[0].period_start and figure.period.is_as_long_as(later.period):
            found.insert(0, figure)
    return found


def _marks(latest: Comparison, figures: Sequence[Observation], known: Sequence[Note]) -> Chart:
    unit = (latest.measure.unit_one, latest.measure.unit_many)
    drawn = _told(marks(_rows(figures[-MOST_ROWS_OF_MARKS:], known), unit), latest, figures)
    if len(figures) <= MOST_ROWS_OF_MARKS:
        return drawn
    return replace(
        drawn, summary=f"{drawn.summary} The latest {MOST_ROWS_OF_MARKS} of {len(figures)} periods are drawn; the table has all."
    )


def _told(drawn: Chart, latest: Comparison, figures: Sequence[Observation]) -> Chart:
    return replace(drawn, summary=summary([_point(figure) for figure in figures], latest.measure.unit_many, _breaks(latest.series)))


def _rows(figures: Sequence[Observation], known: Sequence[Note]) -> list[Row]:
    return [
        Row(figure.period.label, figure.value, "" if figure.value is not None else shown_value(figure), _note(figure, known))
        for figure in figures
    ]


def _note(figure: Observation, known: Sequence[Note]) -> str:
    """“provisional, note 1”."""
    return ", ".join(part for part in (_standing(figure), notes.numbers(notes.at(figure.period, known))) if part)


def _point(figure: Observation) -> Point:
    return Point(figure.period, figure.value, "" if figure.value is not None else shown_value(figure), _standing(figure))


def _standing(figure: Observation) -> str:
    return str(figure.status) if figure.value is not None and figure.status in STANDINGS else ""


def _with_notes(text: str, figures: Sequence[Observation], known: Sequence[Note]) -> str:
    """The chart's words with those notes that fall into the time it shows."""
    whole = Period(figures[0].period_start, figures[-1].period_end)
    return " ".join([text, *(note.sentence for note in notes.at(whole, known))])


def _breaks(series: Series) -> list[date]:
    return [broken.on for broken in series.breaks.all()]
