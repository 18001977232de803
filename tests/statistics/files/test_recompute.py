"""docs/recompute.py alone, in a clean interpreter: it repeats every sum, and finds whatever was tampered with."""

import importlib.util
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.change import Figure, Rules, compare
from statistics.comparison import before
from statistics.files.package import SCRIPT, ZIP
from statistics.models import Observation
from statistics.periods import Period
from statistics.wording import decimal
from tests.statistics.files.build import change, laid_out, rows

EARLIER, LATER = Period(date(2021, 1, 1), date(2021, 12, 31)), Period(date(2022, 1, 1), date(2022, 12, 31))


def run(*paths):
    """Its exit code and what it says."""
    done = subprocess.run([sys.executable, "-I", SCRIPT, *paths], capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout + done.stderr


def script():
    spec = importlib.util.spec_from_file_location("recompute", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(odd, tmp_path):
    return laid_out(odd, tmp_path / "package")


@pytest.mark.once
@pytest.mark.django_db
def test_every_percentage_of_the_shipped_content_is_recomputed(shipped, tmp_path):
    (tmp_path / ZIP).write_bytes(shipped.files[ZIP])
    code, said = run(tmp_path / ZIP)
    percentages = sum(row["percentage_numerator"][0] != "[" for row in rows(shipped, "changes"))
    assert code == 0, said
    assert f"{len(rows(shipped, 'figures'))} figures, {percentages} percentages: each" in said
    assert f"{len(rows(shipped, 'claims'))} statements: each finding follows" in said
    assert percentages > 3
    assert len(rows(shipped, "claims")) > 4


@pytest.mark.django_db
def test_odd_figures_are_recomputed_from_a_folder_too(folder):
    code, said = run(folder)
    assert code == 0, said
    assert "12 tables have the sizes and checksums" in said
    findings = {row["finding"] for row in script().read((folder / "claims.csv").read_bytes())}
    assert findings == {"reproduces", "does not reproduce", "revised since", "cannot be checked"}


@pytest.mark.django_db
def test_it_is_part_of_the_package(odd):
    assert odd.files["recompute.py"] == SCRIPT.read_bytes()


def of(column, cell, where=lambda row: True):
    """An edit that writes another cell into the first row that it finds."""

    def edit(found):
        next(row for row in found if where(row))[column] = cell

    return edit


def is_81(row):
    return row["value"] == "81"


def drop(found):
    del found[-1]


def double(found):
    found.append(found[-1])


TAMPERED = {
    "a changed count": ("figures", of("value", "80", is_81), "difference: it says “-58”, the counts give “-59”"),
    "a changed earlier count": (
        "figures",
        of("value", "140", lambda row: row["value"] == "139"),
        "compared_with_value: it says “139”, the counts give “140”",
    ),
    "a changed percentage": (
        "changes",
        of("percentage_change", "-42", is_81),
        "percentage_change: it says “-42”, the counts give “-41.727”",
    ),
    "a changed percentage in figures.csv": ("figures", of("percentage_numerator", "-5799", is_81), "percentage_numerator: it says “-5799”"),
    "other words": ("changes", of("change_in_words", "down 58 (41%)", is_81), "the counts give “down 58 (42%)”"),
    "a rounded percentage": ("changes", of("percentage_rounded", "43%", is_81), "the counts give “42%”"),
    "a caution taken away": (
        "changes",
        of("small_numbers", "no", lambda row: row["small_numbers"] == "yes"),
        "small_numbers: it says “no”",
    ),
    "another rule": ("changes", of("rule", "withheld", is_81), "the counts give “whole_number”"),
    "a finding": (
        "claims",
        of("finding", "reproduces", lambda row: row["claimed_percentage"] == "41"),
        "the counts give “does not reproduce”",
    ),
    "a missing change": ("changes", drop, "has no row"),
    "a missing figure": ("figures", drop, "is not in figures.csv"),
    "a figure twice": ("figures", double, "stands there twice"),
    "a measure that keeps nothing back": (
        "measures",
        of("small_counts", "caution", lambda row: row["small_counts"] == "withhold"),
        "the counts give",
    ),
    "a break taken away": ("breaks", drop, "the counts give"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_is_found_and_named(folder, what):
    table, edit, said = TAMPERED[what]
    change(folder, table, edit)
    code, words = run(folder)
    assert code == 1, words
    assert said in words
    assert "its size or checksum" not in words


@pytest.mark.django_db
def test_a_broken_checksum_and_a_missing_file_are_found(folder):
    path = folder / "areas.csv"
    path.write_bytes(path.read_bytes().replace(b"The whole city", b"The whole town"))
    (folder / "sources.csv").unlink()
    code, said = run(folder)
    assert code == 1
    assert "areas.csv: its size or checksum is not the one in datapackage.json" in said
    assert "sources.csv: the package says that it holds this file, and it does not" in said


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["no descriptor", "no table", "no number", "no zip", "nothing"])
def test_what_is_no_package_is_refused_in_one_line(folder, damage):
    if damage == "no descriptor":
        (folder / "datapackage.json").unlink()
    if damage == "no table":
        (folder / "changes.csv").unlink()
    if damage == "no number":
        change(folder, "figures", of("value", "many", is_81))
    path = {"no zip": SCRIPT, "nothing": folder / "none.zip"}.get(damage, folder)
    code, said = run(path)
    assert code == 2
    assert "cannot be read as a data package of figures" in said
    assert said.count("\n") == 1


def test_it_says_how_it_is_called():
    assert run() == (1, "Name the package: python3 recompute.py figures.zip\n")


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.booleans())
def test_it_says_of_any_two_counts_what_the_site_says(earlier, later, withholds):
    said = compare(Figure(earlier, EARLIER), Figure(later, LATER), rules=Rules(withholds=withholds))
    _, share, words = script().told(earlier, later, is_withheld=said.is_withheld)
    assert (share, words) == (said.percentage or "[z]", said.words)
    if said.exact is not None:
        assert script().decimal(100 * (later - earlier), earlier) == decimal(said.exact, 3)


PERIODS = st.builds(
    lambda month, many, odd: Period(_first(month), _first(month + many) - timedelta(days=1 + odd)),
    st.integers(0, 30),
    st.sampled_from([1, 3, 3, 12]),
    st.sampled_from([0, 0, 0, 0, 1]),
)


def _first(month):
    return date(2022 + month // 12, month % 12 + 1, 1)


@given(st.lists(PERIODS, unique=True, min_size=2, max_size=24))
def test_it_finds_the_pair_that_the_site_finds(periods):
    names = ("figure_id", "series_id", "measure_id", "period_start", "period_end", "value")
    figures = [dict(zip(names, (str(n), "1", "robbery", str(one.start), str(one.end), "7"), strict=True)) for n, one in enumerate(periods)]
    found = script().Figures({"figures": figures, "measures": [], "breaks": []})
    stored = [Observation(pk=number, value=7, period_start=one.start, period_end=one.end) for number, one in enumerate(periods)]
    stored.sort(key=lambda one: (one.period_end, one.period_start))
    for one in stored:
        mine, theirs = before(one, stored), found.before(found.by_id[str(one.pk)])
        assert (mine and str(mine.pk)) == (theirs and theirs.id)
