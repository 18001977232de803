"""A stranger who goes through all that is public of the figures, and holds what one surface says against what another says."""

import io
import re
import zipfile
from collections import defaultdict
from itertools import chain

from tests.statistics import said_elsewhere, said_in_charts, said_in_files, said_on_pages
from tests.statistics.reading_pages import period, read
from tests.statistics.said_in_files import table
from tests.statistics.truth import Truth

LINK = re.compile(r'"(?:https?://localhost[:\d]*)?(/statistics/[^"#…]*)')
EVERYWHERE = ("a measure's CSV", "the API's measure", "a measure's table")
PASTS = (
    *((where, "changed") for where in (*said_in_files.REVISIONS, "the API's revisions", "the API's measure")),
    ("a measure's earlier versions", "changed on"),
)


def gather(client):
    """The text of everything that is linked to from the figures, by its address; of the package each file; and every pair compared."""
    texts, waiting = {}, ["/", "/statistics/"]
    while waiting:
        path = waiting.pop()
        if path not in texts and not path.endswith(".zip"):
            texts[path] = _text(client, path)
            waiting += LINK.findall(texts[path].replace("&amp;", "&"))
    with zipfile.ZipFile(io.BytesIO(client.get("/statistics/data/figures.zip").content)) as packed:
        texts |= {f"figures.zip/{name}": packed.read(name).decode() for name in packed.namelist()}
    return texts | {address: _text(client, address) for address in _pairs(texts)}


def _text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.content.decode()


def _pairs(texts):
    """Every figure with the one that it is compared with, chosen in the form as a reader would."""
    figures = table(texts["figures.zip/figures.csv"])
    for row in figures:
        if row["compared_with_start"] != "[z]":
            form = f"/statistics/compare/?measure={row['measure_id']}"
            chosen = {}
            for name, start, end in (("later", "period_start", "period_end"), ("earlier", "compared_with_start", "compared_with_end")):
                select = read(texts[form]).by_id(f"id_{name}")
                group = next(one for one in select.all("optgroup") if one["label"] == f"{row['area_name']}: {row['source']}")
                chosen[name] = next(one for one in group.all("option") if period(one.text.split(" (")[0]) == (row[start], row[end]))[
                    "value"
                ]
            yield f"{form}&later={chosen['later']}&earlier={chosen['earlier']}"


def said(texts):
    """All that is said anywhere, and where a page could not be understood, that."""
    places = said_on_pages.Places(texts)
    files = [said_in_files.of_figures, said_in_files.of_changes, said_in_files.of_revisions, said_in_files.of_api]
    pages = [said_on_pages.of_tables, said_on_pages.of_heads, said_on_pages.of_pasts]
    both = [
        said_on_pages.of_overview,
        said_in_charts.of_charts,
        said_elsewhere.of_pairs,
        said_elsewhere.of_releases,
        said_elsewhere.of_duty,
    ]
    return chain(*(reader(texts) for reader in files), *(reader(places) for reader in pages), *(reader(texts, places) for reader in both))


FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, StopIteration, TypeError, ValueError)


def disagreements(texts):
    """A sentence for each thing that is said otherwise than the package says it, or not at all; ends where nothing can be read."""
    found = defaultdict(set)
    try:
        truth = Truth(texts)
        for one in said(texts):
            found[one.where, one.aspect].add(one.figure)
            if not truth.agrees(one):
                yield f"{one.where}: {one.aspect} of {', '.join(one.figure)} is {one.what!r}, elsewhere {truth.of(one)!r}"
        yield from _missing(truth, found)
        yield from _of_claims(texts, truth)
        yield from _of_gaps(texts, truth)
    except FAULTS as fault:
        yield f"It cannot be read: {fault!r}"


def _missing(truth, found):
    """What is said of too few figures, or of too many."""
    compared = {figure for figure, aspect in truth.told if aspect == "earlier" and truth.told[figure, aspect]}
    headline = {row["measure_id"] for row in truth.tables["measures"] if row["group"] == "headline"}
    expected = {
        **{(where, "value"): truth.figures for where in (*said_in_files.FIGURES, *EVERYWHERE)},
        **{(where, "difference"): truth.figures for where in (*said_in_files.CHANGES, "a measure's table")},
        **{(where, "latest"): truth.latest for where in ("a measure's head", "the API's list")},
        **{(where, aspect): {*truth.changes} for where, aspect in PASTS},
        **{
            (where, "latest"): {one for one in truth.latest if one.measure in headline}
            for where in ("the overview's cards", "the front page")
        },
        ("two periods", "earlier"): compared,
    }
    for (where, aspect), figures in expected.items():
        if found[where, aspect] != figures:
            yield f"{where}: {aspect} is said of {len(found[where, aspect])} figures and not of {len(figures)}"


def _of_claims(texts, truth):
    by_number = {row["claim_id"]: row for row in table(texts["figures.zip/claims.csv"])}
    told = dict(said_elsewhere.of_claims(texts))
    if told.keys() != by_number.keys():
        yield f"the claims: {sorted(told)}, elsewhere {sorted(by_number)}"
    for number, row in by_number.items():
        if told.get(number) != truth.claim(row):
            yield f"the claims: {told.get(number)}, elsewhere {truth.claim(row)}"


def _of_gaps(texts, truth):
    """Every figure without a count is in the list of what is not shown, once, and nothing else is."""
    left = {figure: truth.told[figure, "value"] for figure in truth.figures if not isinstance(truth.told[figure, "value"], int)}
    for place, reason, (start, end), many in said_elsewhere.of_gaps(texts):
        held = [one for one in left if one[:3] == place and left[one] == reason and start <= one.start and one.end <= end]
        if len(held) != many:
            yield f"not shown: {place}, {start} to {end}: {many} periods, elsewhere {len(held)}"
        left = {one: reason for one, reason in left.items() if one not in held}
    yield from (f"not shown: {figure} is not in the list" for figure in left)
