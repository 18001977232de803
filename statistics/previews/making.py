"""From the cells of a publication to the figures of this site: by its rules, or by the names in this site's own file."""

from collections.abc import Iterable, Sequence

from statistics import mapping
from statistics.models import MappingRule, Observation, Series
from statistics.models.observation import YEARS
from statistics.readers import READERS, Cell, Reader

NO_RULES = "No series here has a rule for this publication: nothing can be made of the file. Add mapping rules first."
NO_SERIES = "No series here for {what}: {number} figures were left out."
TWO_SERIES = "Several series here are called {what}: {number} figures were left out. Give their measures titles that differ."
ODD_YEAR = "{name}, {start} to {end}: no figure can have this period. It was left out."
STATUSES = {label.lower(): value for value, label in Observation.Status.choices}

Figures = list[tuple[mapping.Made, str]]
"""Figures with the edition that the file names for each; empty where it names none."""
Name = tuple[str, str, str, str]
"""A series as a file of this site names it: measure, area, the area's code and source."""


def by_rule(cells: Sequence[Cell], publication: str, warnings: list[str]) -> Iterable[tuple[Series, Figures, str]]:
    """The figures that the rules of the publication make."""
    rules = list(_rules(publication))
    if not rules:
        warnings.append(NO_RULES)
    for rule in rules:
        outcome = mapping.figures(pure(rule), cells)
        warnings += [f"{rule.series.measure}: {warning}" for warning in outcome.warnings]
        yield rule.series, [(figure, "") for figure in outcome.figures], rule.status


def by_name(cells: Sequence[Cell], warnings: list[str]) -> Iterable[tuple[Series, Figures, str]]:
    """The figures of this site's own file, which names their series."""
    here: dict[Name, list[Series]] = {}
    for series in Series.objects.select_related("measure", "area", "source").prefetch_related("observations", "breaks"):
        name = (series.measure.title, series.area.name, series.area.code, series.source.title)
        here.setdefault(name, []).append(series)
    for name, figures in _named(cells, warnings).items():
        found = here.get(name, [])
        if len(found) == 1:
            yield found[0], figures, Observation.Status.FINAL
        else:
            measure, area, code, source = name
            what = f"“{measure}” in {area}{f' ({code})' if code else ''} from “{source}”"
            warnings.append((TWO_SERIES if found else NO_SERIES).format(what=what, number=len(figures)))


def _named(cells: Sequence[Cell], warnings: list[str]) -> dict[Name, Figures]:
    found: dict[Name, Figures] = {}
    for cell in cells:
        key, period = cell.key, cell.key.period
        if {period.start.year, period.end.year} <= {*YEARS}:
            made = mapping.Made(period, cell.value, cell.reason, STATUSES.get(cell.status.lower(), ""))
            found.setdefault((key.category, key.area_name, key.area_code, key.source), []).append((made, cell.edition))
        else:
            warnings.append(ODD_YEAR.format(name=key.category, start=period.start.isoformat(), end=period.end.isoformat()))
    return found


def _rules(publication: str) -> Iterable[MappingRule]:
    rules = MappingRule.objects.filter(series__source__publication=publication).select_related(
        "series__measure", "series__area", "series__source"
    )
    return rules.prefetch_related("series__observations", "series__breaks")


def pure(rule: MappingRule) -> mapping.Rule:
    """A stored rule as arithmetic takes it."""
    return mapping.Rule(
        by=rule.by,
        wanted=tuple(tuple(part) for part in rule.parts),
        area_code=rule.area_code,
        area_names=tuple(rule.names),
        year_ends_in=rule.year_ends_in,
        may_be_finer=bool(rule.finer_reason),
        absent_is_none=reader_of(rule.series.source.publication).absent_is_none,
    )


def rules_of(publication: str) -> list[mapping.Rule]:
    """The rules of a publication, to keep the cells of their areas."""
    return [pure(rule) for rule in _rules(publication)]


def reader_of(publication: str) -> Reader:
    return next(reader for reader in READERS if reader.name == publication)
