"""What the files and the API say of each figure, one aspect at a time."""

import csv
import hashlib
import io
import json
from fractions import Fraction
from typing import NamedTuple

FIGURES = ["/statistics/all.csv", "/statistics/data/figures.csv", "figures.zip/figures.csv"]
CHANGES = ["/statistics/data/changes.csv", "figures.zip/changes.csv"]
REVISIONS = ["/statistics/data/revisions.csv", "figures.zip/revisions.csv"]
API = "/statistics/api/v1/measures/"
CODES = {"[c]": {"confidential"}, "[x]": {"not_available", "not_yet_due"}, "[z]": {"not_applicable"}}


class Figure(NamedTuple):
    """How everything that is public names a figure: what, where, from which publication, from when to when."""

    measure: str
    area: str
    source: str
    start: str
    end: str


class Said(NamedTuple):
    where: str
    figure: Figure
    aspect: str
    what: object


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def key(row):
    return Figure(row["measure_id"], row["area_name"], row["source"], row["period_start"], row["period_end"])


def keys(texts):
    """Each figure by the number that the files give it."""
    return {row["figure_id"]: key(row) for row in table(texts["figures.zip/figures.csv"])}


def empty(cell):
    """A cell without what was to be said."""
    return None if cell in {"[z]", "[c]", "[x]", "[u]"} else cell


def whole(cell):
    return None if empty(cell) is None else int(cell)


def value(row, name="value", missing="missing_reason"):
    if (reason := empty(row[missing])) is None:
        return int(row[name])
    assert reason in CODES[row[name]], row
    return reason


def exact(row):
    parts = [empty(row[f"percentage_{name}"]) for name in ("numerator", "denominator")]
    return None if None in parts else Fraction(int(parts[0]), int(parts[1]))


def of_figures(texts):
    """The table of all figures wherever it can be taken, and that of each measure."""
    for where in [*FIGURES, *(path for path in texts if path.endswith(".csv") and path.count("/") == 2 and path not in FIGURES)]:
        for row in table(texts[where]):
            count, name = value(row), "a measure's CSV" if where.count("/") == 2 and where not in FIGURES else where
            told = {
                "value": count,
                "status": row["status"] if isinstance(count, int) else None,
                "assumed": row["period_assumed"] == "yes",
                "difference": whole(row["difference"]),
                "exact": exact(row),
                "decimal": empty(row["percentage_change"]),
                "words or why": row["change_in_words"],
                "earlier": _days(row),
                "small": row["small_numbers"] == "yes",
                "edition": row["edition"],
            }
            yield from (Said(name, key(row), aspect, what) for aspect, what in told.items())


def _days(row):
    days = empty(row["compared_with_start"]), empty(row["compared_with_end"])
    return None if None in days else days


def of_changes(texts):
    named = keys(texts)
    for where in CHANGES:
        for row in table(texts[where]):
            figure = named[row["figure_id"]]
            words, why = empty(row["change_in_words"]), empty(row["why_none"])
            told = {
                "difference": whole(row["difference"]),
                "exact": exact(row),
                "decimal": empty(row["percentage_change"]),
                "rounded": empty(row["percentage_rounded"]),
                "direction": empty(row["direction"]),
                "words or why": words or why,
                "earlier": _days(row),
                "earlier count": whole(row["compared_with_value"]),
                "small": row["small_numbers"] == "yes",
                "rule": row["rule"],
            }
            yield from (Said(where, figure, aspect, what) for aspect, what in told.items())


def of_revisions(texts):
    """Every past value: when it changed, before, after, and whether it was a fault."""
    named = keys(texts)
    for where in REVISIONS:
        for row in table(texts[where]):
            change = (row["at"], value(row, "before_value", "before_missing"), value(row, "after_value", "after_missing"), row["kind"])
            yield Said(where, named[row["figure_id"]], "changed", change)


def of_api(texts):
    yield from _revisions("the API's revisions", json.loads(texts["/statistics/api/v1/revisions/"])["revisions"], keys(texts))
    for brief in json.loads(texts[API])["measures"]:
        whole_measure = json.loads(texts[f"{API}{brief['measure_id']}/"])
        assert {name: whole_measure[name] for name in brief if name != "latest"} == {
            name: brief[name] for name in brief if name != "latest"
        }
        yield from _revisions("the API's measure", whole_measure["revisions"], keys(texts))
        for series in whole_measure["series"]:
            place = brief["measure_id"], series["area"]["name"], series["source"]["title"]
            for one in series["figures"]:
                figure = Figure(*place, one["period"]["start"], one["period"]["end"])
                yield from _figure("the API's measure", figure, one)
                if series["series_id"] == brief["latest_series_id"] and one["figure_id"] == brief["latest"]["figure_id"]:
                    yield from _figure("the API's measure", figure, whole_measure["latest"])
                    yield from _figure("the API's list", figure, brief["latest"])
                    yield Said("the API's list", figure, "latest", True)


def _revisions(where, found, named):
    for one in found:
        before, after = (one[f"{side}_missing"] or one[f"{side}_value"] for side in ("before", "after"))
        yield Said(where, named[str(one["figure_id"])], "changed", (one["at"], before, after, one["kind"]))


def _figure(where, figure, one):
    change = one["change"]
    share, other = change["percentage"] or {}, change["compared_with"]
    told = {
        "value": one["missing"]["reason"] if one["missing"] else one["value"],
        "status": None if one["missing"] else one["status"],
        "assumed": one["period"]["is_assumed"],
        "label": one["period"]["label"],
        "difference": change["difference"],
        "exact": Fraction(share["exact"]) if share else None,
        "decimal": share.get("decimal"),
        "rounded": share.get("rounded"),
        "direction": change["direction"],
        "words or why": change["words"] or change["why_none"],
        "earlier": (other["start"], other["end"]) if other else None,
        "earlier count": other["value"] if other else None,
        "rule": change["rule"],
        "edition": one["edition"]["name"],
    }
    if other:
        told["small"] = change["is_small"]
    yield from (Said(where, figure, aspect, what) for aspect, what in told.items())


def damaged(texts):
    """Files of the package that are not what its descriptor says of them, and those of the site that are not those of the package."""
    for resource in json.loads(texts["figures.zip/datapackage.json"])["resources"]:
        packed, alone = (texts[f"{folder}{resource['path']}"] for folder in ("figures.zip/", "/statistics/data/"))
        sums = (len(packed.encode()), f"sha256:{hashlib.sha256(packed.encode()).hexdigest()}")
        header = [field["name"] for field in resource["schema"]["fields"]]
        if (
            sums != (resource["bytes"], resource["hash"])
            or packed != alone
            or list(table(packed)[0] if table(packed) else header) != header
        ):
            yield resource["path"]
