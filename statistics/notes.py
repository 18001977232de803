"""What a reader must know beside a series: events and breaks, numbered in the order of time.

One number stands for one of them on the chart, in the row of the table and in the list of words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statistics import counts_in_words, shown
from statistics.models import Annotation, Area, Measure, Observation, Series, SeriesBreak
from statistics.periods import Period

MOST_NAMED = 3
UNTOLD_TITLE = "An event that is not named here"


@dataclass(frozen=True)
class Note:
    number: int
    told: Annotation | SeriesBreak

    @property
    def is_break(self) -> bool:
        return isinstance(self.told, SeriesBreak)

    @property
    def period(self) -> Period:
        return _period(self.told)

    @property
    def when(self) -> str:
        """“1 April 2023”, “August 2022”."""
        return self.period.label

    @property
    def sentence(self) -> str:
        """For the words of a chart: “Note 1, August 2022: Three murders.”"""
        title = "The way of counting changed" if isinstance(self.told, SeriesBreak) else self.told.title
        return f"Note {self.number}, {self.when}: {title.rstrip('.')}."


def of(series: Sequence[Series], *, preview: bool) -> dict[int, list[Note]]:
    """The notes of each series that has figures (read by `shown.series`), by its key: three queries, however many series.

    Beside a hidden figure an event's words are told without a number, on the pages of other figures too: where one is named,
    it costs the queries of `shown.hidden_figures`.
    """
    with_figures = [one for one in series if one.figures]
    bearing = Annotation.objects.shown(preview=preview).bearing_on(with_figures)
    found = list(bearing.prefetch_related("areas", "measures"))
    _keep_back(found, preview=preview)
    return {one.pk: _numbered([*one.breaks.all(), *(told for told in found if _bears_on(told, one))], one) for one in with_figures}


def is_beside(figure: Observation, period: Period, areas: Iterable[Area], measures: Iterable[Measure]) -> bool:
    """Whether something at this time bears on the figure."""
    return figure.period.overlaps(period) and _is_of(figure.series, areas, measures)


def at(period: Period, notes: Sequence[Note]) -> list[Note]:
    """Those that fall into a period."""
    return [note for note in notes if note.period.overlaps(period)]


def numbers(found: Sequence[Note]) -> str:
    """“note 1”, “notes 1 and 2”, “notes 1, 2 and 3”, “5 of the notes”; empty where there is none."""
    named = [str(note.number) for note in found]
    if len(named) > MOST_NAMED:
        return f"{len(named)} of the notes"
    *others, last = named or [""]
    return f"notes {', '.join(others)} and {last}" if others else f"note {last}" if last else ""


def _keep_back(found: Sequence[Annotation], *, preview: bool) -> None:
    naming = [told for told in found if counts_in_words.are_in(told.title) or counts_in_words.are_in(told.words)]
    hidden = shown.hidden_figures(preview=preview) if naming else []
    for told in naming:
        if any(is_beside(figure, told.period, told.areas.all(), told.measures.all()) for figure in hidden):
            told.title = UNTOLD_TITLE if counts_in_words.are_in(told.title) else told.title
            told.words = counts_in_words.kept_back(told.words)


def _bears_on(told: Annotation, series: Series) -> bool:
    return _is_of(series, told.areas.all(), told.measures.all())


def _is_of(series: Series, areas: Iterable[Area], measures: Iterable[Measure]) -> bool:
    """No measure means all of these areas."""
    named = {measure.pk for measure in measures}
    return series.area_id in {area.pk for area in areas} and (not named or series.measure_id in named)


def _numbered(told: Sequence[Annotation | SeriesBreak], series: Series) -> list[Note]:
    first = min(figure.period_start for figure in series.figures)
    last = max(figure.period_end for figure in series.figures)
    within = sorted(_within(told, Period(first, last)), key=lambda one: (_period(one), isinstance(one, Annotation), one.pk))
    return [Note(number, one) for number, one in enumerate(within, start=1)]


def _within(told: Sequence[Annotation | SeriesBreak], whole: Period) -> Iterator[Annotation | SeriesBreak]:
    """A break on the very first day parts nothing from anything."""
    for one in told:
        if _period(one).overlaps(whole) and not (isinstance(one, SeriesBreak) and one.on == whole.start):
            yield one


def _period(told: Annotation | SeriesBreak) -> Period:
    return told.period if isinstance(told, Annotation) else Period(told.on, told.on)
