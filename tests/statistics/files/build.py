"""Figures that could trip a reader of files up, and a package laid out in a folder."""

import csv
import hashlib
import io
import json
from pathlib import Path

from statistics.files.package import ZIP, Package
from tests import factories as make
from tests.statistics.build import published, year

NAMES = ["=1+1", "-Gun crime, “all”", 'He said "no"; then\nleft', "[x]", "Größe – ½ 😶", "@home", "'tis", "+\r\n-", "a,b\tc"]
COUNTS = [None, 0, 0, 3, 3, 0, 1000, 1007, 4, 9_999_999, 50, 100, -7, 12]


def awkward() -> None:
    """Odd names, every reason for no count, negative counts, breaks, a percentage kept back, past values, claims without figures."""
    for number, name in enumerate(NAMES):
        area, source = make.AreaFactory(name=name, what_it_is=name), make.SourceFactory(title=name, note=name, licence="Not stated", url="")
        measure = make.MeasureFactory(title=name, definition=name, small_counts=("caution", "withhold")[number % 2])
        series = make.SeriesFactory(measure=measure, area=area, source=source, is_main=True)
        for place, value in enumerate(COUNTS):
            year(series, 2000 + place, value, note=name, edition=name)
        make.SeriesBreakFactory(series=series, on="2009-10-01", reason=name)
    series = published(139, 81)
    for place, missing in enumerate(["confidential", "not_available", "not_applicable", "not_yet_due"]):
        year(series, 2023 + place, None, missing=missing)
    earlier, later = list(series.observations.filter(value__isnull=False).order_by("period_start"))
    release = make.ReleaseFactory(title=NAMES[0])
    make.FigureRevisionFactory(observation=later, value_before=-1204, reason=NAMES[2], kind="corrected", release=release)
    for place, name in enumerate(NAMES):
        make.EarlyAccessFactory(release=release, who=name, why=name)
        make.DateChangeFactory(release=release, reason=name, due_on="2024-02-01", new_only_month_known=bool(place % 2))
    make.ReleaseFactory(title=NAMES[1], cancelled=True, cancelled_because=NAMES[2])
    for percentage, counts in [
        (42, {}),
        (41, {}),
        (50, {"earlier_count": 200, "later_count": 100}),
        (3, {"earlier_count": -1, "later_count": 5}),
    ]:
        make.ClaimFactory(earlier=earlier, later=later, percentage=percentage, text=NAMES[0], **counts)
    make.ClaimFactory(earlier=None, later=None)


def laid_out(package: Package, folder: Path) -> Path:
    """The package in a folder; the folder's name is given back."""
    folder.mkdir(exist_ok=True)
    for name, content in package.files.items():
        if name != ZIP:
            (folder / name).write_bytes(content)
    return folder


def rows(package: Package, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package.files[f"{table}.csv"].decode(), newline="")))


def change(folder: Path, table: str, edit) -> None:
    """Let `edit` change the rows of a table, and give the package the checksum of what comes of it."""
    path = folder / f"{table}.csv"
    found = list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))
    names = list(found[0])
    edit(found)
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, names)
    writer.writeheader()
    writer.writerows(found)
    path.write_bytes(buffer.getvalue().encode())
    seal(folder)


def seal(folder: Path) -> None:
    about = json.loads((folder / "datapackage.json").read_text())
    for resource in about["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(about))
