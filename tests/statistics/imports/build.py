"""Uploads, rules and figures for the tests of this folder: robberies of calendar years, from the Office's tables, unless said otherwise."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from statistics import services
from statistics.models import Import, MappingRule, Observation, Series
from statistics.previews import Preview
from statistics.services import stored
from tests import factories as make
from tests.ours import is_ours
from tests.statistics.readers.tables import STREET, rows_of, saved

WHY = "A newer edition of the tables."
HEADER = rows_of(STREET)[0]


def rule(wanted: str = "Robbery", publication: str = "ons-force-areas", **fields: Any) -> MappingRule:
    """A rule for Liverpool with its series."""
    return make.MappingRuleFactory(wanted=wanted, series__source__publication=publication, **fields)


def figure(series: Series, year: int, value: int | None, **fields: Any) -> Observation:
    return make.ObservationFactory(series=series, period_start=date(year, 1, 1), period_end=date(year, 12, 31), value=value, **fields)


def read_import(counts: dict[int, int | None], category: str = "Robbery", **fields: Any) -> Import:
    """An upload that was read: a count for each year, None where the file hides it."""
    of = make.ImportFactory(**{"publication": "ons-force-areas", "edition": "Tables of April 2025", **fields})
    for year, value in counts.items():
        add_cell(of, year, value, category=category)
    return of


def add_cell(of: Import, year: int, value: int | None, **fields: Any) -> None:
    reason = "" if value is not None else "confidential"
    period = {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    make.ImportedCellFactory(upload=of, value=value, **{"missing": reason, **period, **fields})


def look(of: Import) -> Preview:
    return stored.preview_of(of)


def apply(of: Import, by: Any = None, why: str = WHY) -> Preview:
    return services.apply(of=of, digest=look(of).digest, by=by, why=why)


def applied(counts: dict[int, int | None], by: Any = None, **fields: Any) -> Import:
    of = read_import(counts, **fields)
    apply(of, by)
    return of


def values(series: Series) -> dict[int, int | None]:
    """What stands here, by the year in which it ends."""
    return {figure.period_end.year: figure.value for figure in series.observations.all()}


def street_file(path: Path, month: str, counts: dict[str, int], area: str = "Liverpool 001A") -> Path:
    """A month of a force as data.police.uk writes it: so many crimes of each type."""
    force = ["Merseyside Police"] * 2
    rows = [
        [f"{kind}-{month}-{number}", month, *force, "-2.9", "53.4", "On or near", "E01006512", area, kind, "Under investigation", ""]
        for kind, count in counts.items()
        for number in range(count)
    ]
    return saved(path, [HEADER, *rows])


def street_year(folder: Path, year: int = 2024, months: Iterable[int] = range(1, 13), **counts: int) -> list[Path]:
    """A file for each month; “Robbery=3” is three of them every month."""
    return [street_file(folder / f"{year}-{month:02}.csv", f"{year}-{month:02}", counts or {"Robbery": 3}) for month in months]


def uploaded(*paths: Path, by: Any = None, **fields: Any) -> Import:
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return services.upload(files=files, by=by, **fields)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all our tables: what was refused leaves them as they were."""
    models = [model for model in apps.get_models() if is_ours(model.__module__)]
    return {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in models}


def again(of: Import) -> Import:
    """As it is stored now."""
    of.refresh_from_db()
    return of
