"""One series as a table of its measure's page: the oldest first, notes beside the rows, older rows folded away.

What is folded is there without a script, and open on paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from statistics import notes
from statistics.comparison import Comparison
from statistics.models import SeriesBreak
from statistics.notes import Note
from statistics.periods import Period
from statistics.readings import History

MOST_ROWS, LATEST = 16, 12


@dataclass(frozen=True)
class TableRow:
    comparison: Comparison
    notes: list[Note]


@dataclass(frozen=True)
class SeriesTable:
    history: History
    notes: Sequence[Note]

    @cached_property
    def rows(self) -> list[TableRow]:
        figures = zip(self.history.series.figures, self.history.rows, strict=True)
        return [TableRow(row, notes.at(figure.period, self.notes)) for figure, row in figures]

    @property
    def earlier(self) -> list[TableRow]:
        """The rows that are folded away; none where there are few."""
        return self.rows[:-LATEST] if len(self.rows) > MOST_ROWS else []

    @property
    def latest(self) -> list[TableRow]:
        return self.rows[len(self.earlier) :]

    @property
    def earlier_period(self) -> str:
        """“January 2006 to June 2023”, the time that the folded rows are about."""
        figures = self.history.series.figures[: len(self.earlier)]
        return Period(min(figure.period_start for figure in figures), max(figure.period_end for figure in figures)).label

    @property
    def breaks(self) -> list[SeriesBreak]:
        """Those that neither a reason nor a note has told."""
        told = {note.told for note in self.notes if note.is_break}
        return [broken for broken in self.history.breaks if broken not in told]


def tables(histories: Sequence[History], known: Mapping[int, Sequence[Note]]) -> list[SeriesTable]:
    return [SeriesTable(history, known.get(history.series.pk, [])) for history in histories]
