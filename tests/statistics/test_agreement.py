"""Page, chart, file, API and data package say the same of every figure, to a stranger who reads them all."""

import re
import subprocess
import sys

import pytest
from django.db import transaction

from tests.conftest import ReadingClient
from tests.content import fill
from tests.statistics import said_in_files
from tests.statistics.strangers import disagreements, gather, said

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# On which surfaces how many figures of the example are compared, at the least; those of a chart by their strokes, words and sentences.
MANY = {
    **dict.fromkeys((*said_in_files.FIGURES, *said_in_files.CHANGES, "a measure's CSV", "the API's measure", "a measure's table"), 150),
    **dict.fromkeys(("two periods", "two periods, the sum", "two periods, the chart: strokes", "a chart: strokes"), 100),
    **dict.fromkeys(("a chart: numbers", "a chart: description", "a chart: sentence"), 20),
    **dict.fromkeys(("a measure's head", "a measure's sum", "the overview's tables", "the API's list"), 10),
    **dict.fromkeys(("the overview's cards", "the front page"), 5),
    **dict.fromkeys(("a release", "a measure's rate"), 3),
    **dict.fromkeys((*said_in_files.REVISIONS, "the API's revisions", "a measure's earlier versions"), 2),
    **dict.fromkeys(("a measure's notice", "a release's notice", "the Home Office's measures"), 1),
}


def gathered(content):
    with transaction.atomic():
        fill(content)
        texts = gather(ReadingClient())
        transaction.set_rollback(True)
    return texts


@pytest.fixture(scope="module")
def sites(django_db_setup, django_db_blocker):
    """Everything public of the figures of both partnerships, read once; the site is empty again afterwards."""
    with django_db_blocker.unblock():
        return {content: gathered(content) for content in ("exampleton", "liverpool")}


@pytest.fixture
def example(sites):
    return dict(sites["exampleton"])


@pytest.mark.parametrize("content", ["exampleton", "liverpool"])
def test_every_surface_says_the_same_of_every_figure(content, sites):
    assert list(disagreements(sites[content])) == []
    assert list(said_in_files.damaged(sites[content])) == []


def test_so_many_figures_are_compared(example):
    figures = {}
    for one in said(example):
        figures.setdefault(one.where, set()).add(one.figure)
    assert {where: len(figures[where]) for where in MANY if len(figures[where]) < MANY[where]} == {}
    assert figures.keys() - MANY.keys() <= {f"two periods, the chart: {part}" for part in ("numbers", "description", "sentence")}


@pytest.mark.parametrize("content", ["exampleton", "liverpool"])
def test_the_script_in_the_package_repeats_every_percentage_of_it(content, sites, tmp_path):
    for name, text in sites[content].items():
        if name.startswith("figures.zip/"):
            (tmp_path / name.removeprefix("figures.zip/")).write_bytes(text.encode())
    done = subprocess.run(
        [sys.executable, "-I", tmp_path / "recompute.py", tmp_path], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


KNIFE, BARS = "/statistics/knife-crime/", "/statistics/anti-social-behaviour-wharf-and-green/"
API, CSV = "/statistics/api/v1/measures/knife-crime/", "/statistics/knife-crime.csv"
HIDDEN = "/statistics/hospital-admissions-sharp-object/"
# What is tampered with: an address (of the pairs its end), what stands there, what is written in its place, and what the stranger says then.
TAMPERED = {
    "a count": (KNIFE, ">104</td>", ">105</td>", "a measure's table: value"),
    "a difference": (KNIFE, ">−13</td>", ">−12</td>", "a measure's table: difference"),
    "a percentage": (KNIFE, "down 12%", "down 13%", "a measure's table: rounded"),
    "a direction": (KNIFE, "down 12%", "up 12%", "a measure's table: direction"),
    "a standing": (KNIFE, "Revised\n</td>", "Final\n</td>", "a measure's table: status"),
    "a period": (KNIFE, ">Oct to Dec 2022<", ">Oct to Dec 2012<", "a measure's table: value"),
    "a row": (KNIFE, r'<tr><th scope="row">Oct to Dec 2022.*?</tr>', "", "a measure's table: value is said of 150"),
    "a hidden count": (HIDDEN, ">Not shown: confidential</td>", ">5</td>", "a measure's table: value"),
    "the headline": (KNIFE, '"num">71<', '"num">72<', "a measure's head: value"),
    "the words of a change": (KNIFE, r"down 13 \(15%\)", "down 13 (16%)", "a measure's head: words or why"),
    "the period before": (
        KNIFE,
        "compared with April to June 2025",
        "compared with January to March 2026",
        "a measure's head: earlier",
    ),
    "a chart's heading": (KNIFE, "71 offences, 13 fewer", "71 offences, 14 fewer", "a measure's head: difference"),
    "a step of the sum": (KNIFE, "−15.476%", "−15.477%", "a measure's sum: decimal"),
    "a rate": ("/statistics/robbery/", r"365 ÷ 151,300", "364 ÷ 151,300", "a measure's rate: value"),
    "a rate's population": ("/statistics/robbery/", r"365 ÷ 151,300", "365 ÷ 151,301", "a measure's rate: people"),
    "an earlier version": (KNIFE, "17 until 5 August", "18 until 5 August", "a measure's earlier versions: changed on"),
    "the day of a correction": (KNIFE, "Corrected on 5 August", "Corrected on 6 August", "a measure's notice: changed on"),
    "a chart's description": (KNIFE, "starts at 88", "starts at 89", "a chart: description: value"),
    "the highest": (KNIFE, "highest is 111", "highest is 112", "a chart: description: highest"),
    "one of two descriptions": (KNIFE, r'("chart-nd">.*?) 88 ', r"\1 89 ", "It cannot be read"),
    "a number in a chart": (KNIFE, ">111</text>", ">110</text>", "a chart: numbers: value"),
    "a point of a line": (KNIFE, "L242.1 112.6", "L242.1 114.2", "a chart: strokes: drawn"),
    "a round number at a line": (KNIFE, ">150</text>", ">200</text>", "It cannot be read"),
    "a shape": (KNIFE, r'<path class="b1"[^>]*d="M490.2 104.5h10v10h-10z"/>', "", "a chart: strokes: marked"),
    "a bar": (BARS, "h300.5v40h-300.5z", "h301.5v40h-301.5z", "a chart: strokes: drawn"),
    "a mark": ("/statistics/homicide/", '<circle cx="299.0" cy="26.0" r="7"/>', "", "a chart: strokes: drawn"),
    "a card": ("/statistics/", '"num">71<', '"num">72<', "the overview's cards: value"),
    "a card's drawing": ("/statistics/", "h169v8", "h170v8", "the overview's cards: drawn"),
    "a row of the overview": ("/statistics/", ">884</td>", ">885</td>", "the overview's tables: earlier count"),
    "the front page": ("/", r"down 13 \(15%\)", "down 13 (14%)", "the front page: words or why"),
    "a duty": ("/statistics/", "<td>Not shown: confidential</td>", "<td>5</td>", "the Home Office's measures: value"),
    "a measure's file": (CSV, "2026-06-30,no,71,", "2026-06-30,no,72,", "a measure's CSV: value"),
    "the file of all": ("/statistics/all.csv", r"down 13 \(15%\)", "down 13 (16%)", "/statistics/all.csv: words or why"),
    "a line of a file": (CSV, r"Knife crime,[^\n]*2026-06-30,no,71,[^\n]*\n", "", "a measure's CSV: value is said of 150"),
    "the API's count": (API, r'"value": ?71,', '"value": 72,', "the API's measure: value"),
    "the API's percentage": (API, r'"-325/21"', '"-326/21"', "the API's measure: exact"),
    "the API's revisions": (
        "/statistics/api/v1/revisions/",
        r'"before_value": ?17,',
        '"before_value": 18,',
        "the API's revisions: changed",
    ),
    "the package's counts": ("figures.zip/figures.csv", "2026-06-30,no,71,", "2026-06-30,no,72,", "a measure's table: value"),
    "the package's changes": ("figures.zip/changes.csv", r"down 13 \(15%\)", "down 13 (16%)", "a measure's head: words or why"),
    "the package's revisions": ("figures.zip/revisions.csv", ",17,", ",18,", "a measure's earlier versions: changed on"),
    "a release": ("/statistics/releases/police-april-to-june-2026/", "Now 71", "Now 17", "a release: value"),
    "what came out": ("/statistics/releases/police-april-to-june-2026/", ">17</td>", ">71</td>", "a release: came_out"),
    "a release's notice": ("/statistics/releases/police-april-to-june-2026/", "said “17”", "said “18”", "a release's notice: changed on"),
    "a claim's finding": ("/statistics/claims/", "Revised since</td>", "Reproduces</td>", "the claims"),
    "a claim's counts": ("/statistics/claims/", "412 to 371", "412 to 374", "the claims"),
    "what is not shown": ("/statistics/not-shown/", "<li>April to June 2022</li>", "", "not shown"),
    "two periods": ("2026-04-01.2026-06-30&earlier=2.2025-04-01.2025-06-30", '"num">71<', '"num">72<', "two periods: value"),
    "the sum of two periods": ("2026-04-01.2026-06-30&earlier=2.2025-04-01.2025-06-30", "= −13<", "= −14<", "It cannot be read"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_tampered_with_is_found(what, example):
    end, written, other, told = TAMPERED[what]
    [address] = [address for address in example if address == end or ("&later=" in address and address.endswith(end))]
    before = example[address]
    example[address] = re.sub(written, other, before, flags=re.DOTALL)
    assert example[address] != before
    assert any(sentence.startswith(told) for sentence in disagreements(example)), list(disagreements(example))
