"""What an import would do, worked out anew each time it is looked at: nothing is stored here."""

from collections.abc import Iterable, Sequence
from datetime import date

from statistics.models import Observation
from statistics.models.observation import LARGEST, SMALLEST
from statistics.previews.cautions import cautions
from statistics.previews.lines import Line, Preview
from statistics.previews.making import by_name, by_rule, pure, reader_of, rules_of
from statistics.readers import Cell

__all__ = ["Line", "Preview", "preview", "pure", "reader_of", "rules_of"]

PUT_AWAY = "{name}, {period}: archived here, and left as it is."
OUT_OF_BOUNDS = "{name}, {period}: {count} cannot be a count of this measure. It was left out."


def preview(cells: Sequence[Cell], *, publication: str, edition: str, edition_on: date | None = None) -> Preview:
    """What an import of these cells would do to the figures as they stand now."""
    found = Preview()
    made = by_rule(cells, publication, found.warnings) if reader_of(publication).has_rules else by_name(cells, found.warnings)
    for series, figures, status in made:
        stored = {observation.period: observation for observation in series.observations.all()}
        for figure, own_edition in figures:
            line = Line(series, figure, figure.status or status, own_edition or edition, edition_on, stored.get(figure.period))
            _add(line, found)
    for series_lines in _by_series(found.lines).values():
        found.warnings += cautions(series_lines)
    return found


def _add(line: Line, found: Preview) -> None:
    """Into the preview, unless the figure is put away here or cannot be."""
    if line.stored is not None and line.stored.state == Observation.State.ARCHIVED:
        found.warnings.append(PUT_AWAY.format(name=line.series.measure, period=line.period.label))
    elif not _may_be(line):
        found.warnings.append(OUT_OF_BOUNDS.format(name=line.series.measure, period=line.period.label, count=line.after))
    else:
        found.lines.append(line)


def _may_be(line: Line) -> bool:
    value = line.made.value
    return value is None or (SMALLEST <= value <= LARGEST and not (value < 0 and line.series.measure.counts_deaths))


def _by_series(lines: Iterable[Line]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.series.pk, []).append(line)
    return found
