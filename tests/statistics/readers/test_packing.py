"""From an upload to its tables: how much there is to read, and what a workbook's process says."""

import json
import random
import resource
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.chart import BarChart

from statistics.readers import workbook_process
from statistics.readers.packing import unpacked_bytes
from tests.statistics.readers.tables import FILES, PARTNERSHIPS, STREET, rows_of, xlsx, zipped


def test_there_is_as_much_to_read_as_the_zip_unpacks_to(tmp_path):
    path = zipped(tmp_path / "a.zip", {"a/1.csv": STREET, "a/2.csv": STREET})
    assert unpacked_bytes(path) == 2 * STREET.stat().st_size
    assert unpacked_bytes(STREET) == STREET.stat().st_size


def test_what_cannot_be_told_counts_as_it_lies_there(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK\3\4" + b"x" * 96)
    assert unpacked_bytes(tmp_path / "a.zip") == 100
    assert unpacked_bytes(FILES / "prc-csp-merseyside.xls") == (FILES / "prc-csp-merseyside.xls").stat().st_size


@pytest.fixture
def said(capsys):
    """What the process would write, said here: its limits are set and taken back."""
    kinds = [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE]
    before = {kind: resource.getrlimit(kind) for kind in kinds}

    def run(path):
        workbook_process.main(str(path), str(1 << 40), "100000")
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    yield run
    for kind, limits in before.items():
        resource.setrlimit(kind, limits)


def test_the_process_says_each_sheet_and_its_rows(said, tmp_path):
    cells = [1, 2.5, "text", True, None, date(2022, 10, 1), datetime(2022, 10, 1, 12, 30)]  # noqa: DTZ001
    workbook = openpyxl.load_workbook(xlsx(tmp_path / "a.xlsx", {"First": [cells, [], [None, "x"]], "Second": []}))
    workbook.create_chartsheet("Chart").add_chart(BarChart())
    workbook.save(tmp_path / "a.xlsx")
    as_text = ["1", "2.5", "text", "True", "", "2022-10-01", "2022-10-01 12:30:00"]
    assert said(tmp_path / "a.xlsx") == ["First", as_text, [], ["", "x", *[""] * 5], "Second", None]


def test_the_process_reads_the_old_format(said):
    assert said(FILES / "prc-csp-merseyside.xls")[-26:-1] == rows_of(PARTNERSHIPS)


def test_the_process_ends_where_a_part_is_damaged(said, tmp_path):
    path = zipped(tmp_path / "a.xlsx", {"xl/workbook.xml": random.Random(1).randbytes(500)})
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(zipfile.BadZipFile, match=r"xl/workbook\.xml"):
        said(path)
