"""One import, or the bare load that it is compared with, in a process of its own. Prints seconds and peak memory as JSON.

`python -m tests.bench.one_import import|bare FILE`, with the settings in the environment.
"""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path
from time import perf_counter

import django
from django.db import connection, transaction

COLUMNS = [
    "crime_id",
    "month",
    "reported",
    "within",
    "longitude",
    "latitude",
    "location",
    "lsoa_code",
    "lsoa_name",
    "kind",
    "outcome",
    "context",
]


def whole_import(path: Path) -> None:
    """What the desk does: read, keep the cells, make the figures and put them into review."""
    from statistics import readers, services
    from statistics.models import Import, Observation
    from statistics.previews import preview

    limits = readers.Limits(bytes=10**10, rows=10**8, unpacked_text=10**11)
    extract = readers.read([(path.name, path)], limits=limits)
    with transaction.atomic():
        found = preview(extract.cells, publication=extract.publication, edition=extract.edition)
        made = services.keep(extract=extract, files=[(path.name, path)], by=None, edition=extract.edition, edition_on=None)
        services.apply(of=made, digest=found.digest, by=None)
        assert found.new
        Observation.objects.filter(imports__upload=made).delete()
        Import.objects.all().delete()


def bare_load(path: Path) -> None:
    """The rows as they are into one table, by the fastest plain way that the database has."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bare_rows")
        cursor.execute(f"CREATE TABLE bare_rows ({', '.join(f'{name} text' for name in COLUMNS)})")
    with transaction.atomic(), zipfile.ZipFile(path) as packed, connection.cursor() as cursor:
        for name in packed.namelist():
            with packed.open(name) as file:
                if connection.vendor == "postgresql":
                    cursor.copy_expert("COPY bare_rows FROM STDIN WITH (FORMAT csv, HEADER)", file)
                else:
                    rows = csv.reader(io.TextIOWrapper(file, encoding="utf-8", newline=""))
                    next(rows)
                    marks = ", ".join("?" * len(COLUMNS))
                    connection.connection.executemany(f"INSERT INTO bare_rows VALUES ({marks})", rows)


def main() -> None:
    django.setup()
    connection.ensure_connection()
    act = {"import": whole_import, "bare": bare_load}[sys.argv[1]]
    started = perf_counter()
    act(Path(sys.argv[2]))
    seconds = perf_counter() - started
    print(json.dumps({"seconds": seconds, "peak": peak_mebibytes()}))  # noqa: T201


def peak_mebibytes() -> float:
    """Of this program alone: what the kernel tells of a finished process counts the one that started it too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
