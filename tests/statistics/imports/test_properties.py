"""Whatever the file: what is accepted is stored as it was read, and what is refused changes no row of any table."""

import io
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as some

from statistics import readers, services
from statistics.models import ImportedCell
from statistics.services import stored
from tests.statistics.imports.build import WHY, everything, figure, look, read_import, rule, uploaded, values
from tests.statistics.readers.tables import C2, STREET, rows_of, saved

pytestmark = pytest.mark.django_db
ROWS = rows_of(STREET)[1:]
TYPE, AREA, MONTH, IDENTITY = 9, 8, 1, 0
AREAS = ["Liverpool 001A", "Liverpool 060B", "Knowsley 001A", "St. Helens 002C"]
crimes = some.tuples(some.integers(1, 12), some.sampled_from(AREAS), some.sampled_from(["Robbery", "Drugs", "Burglary"]))
counts = some.dictionaries(some.integers(2021, 2024), some.none() | some.integers(0, 500), max_size=4)
few = settings(max_examples=10)


@contextmanager
def nothing_stays():
    with transaction.atomic(), TemporaryDirectory() as folder:
        yield Path(folder)
        transaction.set_rollback(True)


def months_of(folder: Path, drawn) -> list[Path]:
    """A street file for each month of 2024, a row for each crime that was drawn and one that is always there."""
    every = [*((month, AREAS[0], "Drugs") for month in range(1, 13)), *drawn]
    rows: dict[int, list[list[str]]] = {month: [] for month in range(1, 13)}
    for number, (month, area, kind) in enumerate(every):
        row = [*ROWS[1]]
        row[IDENTITY], row[MONTH], row[AREA], row[TYPE] = f"{number}", f"2024-{month:02}", area, kind
        rows[month].append(row)
    header = rows_of(STREET)[0]
    return [saved(folder / f"{month:02}.csv", [header, *rows[month]]) for month in rows]


@few
@given(drawn=some.lists(crimes, max_size=40))
def test_what_is_accepted_is_stored_as_it_was_parsed_for_the_areas_that_rules_name(drawn):
    with nothing_stays() as folder:
        of = rule(publication="police-uk-street", year_ends_in=12)
        files = months_of(folder, drawn)
        upload = uploaded(*files)
        services.read_due()
        upload.refresh_from_db()
        extract = readers.read([(file.name, file) for file in files])
        assert sorted(map(repr, stored.cells_of(upload))) == sorted(
            repr(cell) for cell in extract.cells if cell.key.area_name == "Liverpool"
        )
        services.apply(of=upload, digest=look(upload).digest, by=None) if look(upload).changes_something else None
        robberies = sum(area.startswith("Liverpool") and kind == "Robbery" for _, area, kind in drawn)
        assert values(of.series) == ({2024: robberies} if robberies else {})


@few
@given(stand=counts, come=counts, is_public=some.booleans(), digest=some.none() | some.text(max_size=20), why=some.sampled_from(["", WHY]))
def test_what_is_refused_changes_no_row_and_what_is_applied_is_as_the_preview_said(stand, come, is_public, digest, why):
    with nothing_stays():
        of = rule()
        for year, value in stand.items():
            figure(of.series, year, value, draft=not is_public, missing="" if value is not None else "confidential")
        upload = read_import(come)
        preview, before = look(upload), everything()
        try:
            services.apply(of=upload, digest=preview.digest if digest is None else digest, by=None, why=why)
        except ValidationError:
            assert everything() == before
        else:
            assert values(of.series) == {**come, **stand} if is_public else {**stand, **come}
            assert not look(upload).changes_something or is_public


@few
@given(
    at=some.integers(0, C2.stat().st_size - 1), put=some.sampled_from([b"", b"\0", b",", b"\n", b"x", b'"', b"\xff"]), cut=some.booleans()
)
def test_a_damaged_file_is_refused_whole_or_used_as_it_reads(at, put, cut):
    with nothing_stays() as folder:
        rule(area_code="E22000182")
        good = C2.read_bytes()
        file = folder / "table.csv"
        file.write_bytes(good[:at] + put + (b"" if cut else good[at + 1 :]))
        before = everything()
        try:
            call_command("import_figures", str(file), stdout=io.StringIO())
        except CommandError:
            assert everything() == before
        else:
            cells = readers.read([(file.name, file)]).cells
            kept = {(cell.key.category, cell.value) for cell in cells if cell.key.area_code == "E22000182"}
            assert kept >= set(ImportedCell.objects.values_list("category", "value"))
