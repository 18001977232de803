"""Repeats every published sum from the counts of a data package alone: `python3 recompute.py figures.zip`.

It takes the zip, or a folder with what was in it. It needs Python 3.11 or newer and its standard library, and shares no code with the site.
It ends with 0 if all agrees; with 1 if something does not, each on a line of its own; with 2 if this is no such package.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, getcontext
from math import gcd
from pathlib import Path

getcontext().prec = 60
CODES = {"[c]", "[x]", "[z]", "[u]"}
NOTHING = "[z]"
NEEDED = ("figures", "changes", "measures", "breaks", "claims")
SUM = ("difference", "percentage_numerator", "percentage_denominator", "percentage_change")
SAID = ("percentage_rounded", "direction", "change_in_words")
EARLIER = ("compared_with_figure_id", "compared_with_start", "compared_with_end")
COPIED = ("value", "period_start", "period_end", "series_id", "measure_id")


def main(path: str) -> int:
    try:
        files = load(Path(path))
        about = json.loads(files["datapackage.json"])
        faults = wrong_files(about, files)
        tables = {name: read(files[f"{name}.csv"]) for name in NEEDED}
        found = Figures(tables)
        faults += wrong_changes(found, tables) + wrong_claims(found, tables["claims"])
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as fault:
        print(f"{path} cannot be read as a data package of figures: {type(fault).__name__}, {fault}", file=sys.stderr)
        return 2
    if faults:
        print("\n".join([f"{len(faults)} things do not agree:", *faults]), file=sys.stderr)
        return 1
    compared = [row for row in tables["changes"] if row["percentage_numerator"] not in CODES]
    print(f"{path}, version {about['version']}")
    print(f"{len(about['resources'])} tables have the sizes and checksums that datapackage.json gives.")
    print(f"{len(tables['figures'])} figures, {len(compared)} percentages: each follows from the counts, with its difference and words.")
    print(f"{len(tables['claims'])} statements: each finding follows from the counts.")
    return 0


def load(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        return {entry.name: entry.read_bytes() for entry in path.iterdir() if entry.is_file()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def read(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8"), newline="")))


def wrong_files(about: dict, files: dict[str, bytes]) -> list[str]:
    """The files whose size or checksum is another than the package says."""
    faults = []
    for resource in about["resources"]:
        name = resource["path"]
        if name not in files:
            faults.append(f"{name}: the package says that it holds this file, and it does not")
        elif len(files[name]) != resource["bytes"] or f"sha256:{hashlib.sha256(files[name]).hexdigest()}" != resource["hash"]:
            faults.append(f"{name}: its size or checksum is not the one in datapackage.json")
    return faults


class Figure:
    """A count, or the code of the reason why there is none, for a period of one series."""

    def __init__(self, row: dict[str, str]) -> None:
        self.id, self.series, self.measure = row["figure_id"], row["series_id"], row["measure_id"]
        self.start, self.end = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
        self.code = row["value"] if row["value"] in CODES else ""
        self.count = 0 if self.code else int(row["value"])

    @property
    def months(self) -> int:
        """How many whole calendar months it is; 0 where it is not whole months."""
        after = self.end + timedelta(days=1)
        return (after.year - self.start.year) * 12 + after.month - self.start.month if self.start.day == after.day == 1 else 0

    def is_as_long_as(self, other: "Figure") -> bool:
        return self.months == other.months if self.months and other.months else self.end - self.start == other.end - other.start

    def overlaps(self, other: "Figure") -> bool:
        return self.start <= other.end and other.start <= self.end


class Figures:
    """All figures with the rules of their measures."""

    def __init__(self, tables: dict[str, list[dict[str, str]]]) -> None:
        self.by_id = {row["figure_id"]: Figure(row) for row in tables["figures"]}
        self.measures = {row["measure_id"]: row for row in tables["measures"]}
        self.of_series, self.breaks = defaultdict(list), defaultdict(list)
        for figure in sorted(self.by_id.values(), key=lambda figure: (figure.end, figure.start)):
            self.of_series[figure.series].append(figure)
        for row in tables["breaks"]:
            self.breaks[row["series_id"]].append(date.fromisoformat(row["on"]))

    def before(self, later: Figure) -> Figure | None:
        """That of the same months a year earlier; else the nearest earlier one that is as long and does not overlap; else the nearest."""
        days, start = (later.start, later.end), later.start.replace(day=1, year=later.start.year - 1)
        earlier = [each for each in self.of_series[later.series] if (each.start, each.end) < days and each.end <= later.end]
        same_months = [each for each in earlier if each.start == start and 0 < each.months == later.months < 12]
        fitting = [each for each in earlier if each.is_as_long_as(later) and not each.overlaps(later)]
        return max(same_months or fitting or earlier, key=lambda each: each.end, default=None)

    def may_be_compared(self, earlier: Figure, later: Figure) -> bool:
        if earlier.series != later.series or earlier.code or later.code or min(earlier.count, later.count) < 0:
            return False
        if not earlier.is_as_long_as(later) or earlier.overlaps(later) or later.start < earlier.start:
            return False
        return not any(earlier.start < on <= later.end for on in self.breaks[later.series])

    def is_small(self, measure: str, *counts: int) -> bool:
        return any(count < int(self.measures[measure]["small_count_threshold"]) for count in counts)

    def withholds(self, measure: str, *counts: int) -> bool:
        return self.measures[measure]["small_counts"] == "withhold" and self.is_small(measure, *counts)


def decimal(numerator: int, denominator: int) -> str:
    """Three places at most, half away from zero; more where three would make it a whole number that it is not."""
    exact, places = Decimal(numerator) / denominator, 3
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    while numerator % denominator and rounded == rounded.to_integral_value():
        places += 1
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole(numerator: int, denominator: int) -> int:
    return abs(int((Decimal(numerator) / denominator).to_integral_value(ROUND_HALF_UP)))


def rounded(earlier: int, later: int) -> tuple[str, str]:
    """The rule and the rounded percentage of a change between two counts that are not 0."""
    numerator = 100 * (later - earlier)
    if abs(numerator) < earlier:
        return "less_than_1", "less than 1%"
    if -100 * earlier < numerator < -99 * earlier:
        return "more_than_99", "more than 99%"
    return "whole_number", f"{whole(numerator, earlier):,}%"


def told(earlier: int, later: int, *, is_withheld: bool) -> tuple[str, str, str]:
    """The rule, the rounded percentage and the words of a change."""
    if earlier == later:
        return "no_change", NOTHING, "no change" if later else "no change, none recorded in either period"
    if not earlier:
        return "from_none", NOTHING, f"up from none to {later:,}"
    if not later:
        return "to_none", NOTHING, f"none recorded, down from {earlier:,}"
    rule, share = ("withheld", NOTHING) if is_withheld else rounded(earlier, later)
    bracket = "" if is_withheld else f" ({share})"
    return rule, share, f"{'down' if later < earlier else 'up'} {abs(later - earlier):,}{bracket}"


def expected(found: Figures, later: Figure, earlier: Figure | None) -> dict[str, str]:
    """What the cells of a change must hold."""
    counts = [figure.count for figure in (earlier, later) if figure and not figure.code]
    is_small = "yes" if found.is_small(later.measure, *counts) else "no"
    if earlier is None:
        return dict.fromkeys(SUM + SAID, NOTHING) | {"rule": "nothing_earlier", "small_numbers": is_small}
    if not found.may_be_compared(earlier, later):
        code = later.code or earlier.code or NOTHING
        return dict.fromkeys(SUM, code) | dict.fromkeys(SAID, NOTHING) | {"rule": "not_compared", "small_numbers": is_small}
    difference, is_withheld = later.count - earlier.count, found.withholds(later.measure, *counts)
    rule, share, words = told(earlier.count, later.count, is_withheld=is_withheld)
    direction = "down" if difference < 0 else "up" if difference else "same"
    exact = ["[u]" if is_withheld else NOTHING] * 3
    if earlier.count and not is_withheld:
        divisor = gcd(100 * difference, earlier.count)
        exact = [str(100 * difference // divisor), str(earlier.count // divisor), decimal(100 * difference, earlier.count)]
    cells = dict(zip(SUM + SAID, [str(difference), *exact, share, direction, words], strict=True))
    return cells | {"rule": rule, "small_numbers": is_small}


def wrong_changes(found: Figures, tables: dict[str, list[dict[str, str]]]) -> list[str]:
    """What changes.csv and figures.csv say that the counts do not give."""
    told_of = {row["figure_id"]: row for row in tables["changes"]}
    faults = []
    for name in ("figures", "changes"):
        ids = Counter(row["figure_id"] for row in tables[name])
        faults += [f"{name}.csv: figure {each} stands there twice" for each, times in ids.items() if times > 1]
    faults += [f"changes.csv: figure {each} has no row" for each in found.by_id if each not in told_of]
    faults += [f"changes.csv: figure {each} is not in figures.csv" for each in told_of if each not in found.by_id]
    return faults + [fault for row in tables["figures"] for fault in wrong_row(found, row, told_of.get(row["figure_id"]))]


def wrong_row(found: Figures, row: dict[str, str], change: dict[str, str] | None) -> list[str]:
    later = found.by_id[row["figure_id"]]
    earlier = found.before(later)
    seen = (NOTHING,) * 3 if earlier is None else (earlier.id, earlier.start.isoformat(), earlier.end.isoformat())
    cells = expected(found, later, earlier) | dict(zip(EARLIER, seen, strict=True))
    # Where there are no words for a change, figures.csv says in their place why there is none.
    is_told = cells["change_in_words"] != NOTHING
    faults = differing("figures.csv", row, {name: cell for name, cell in cells.items() if name in row and (is_told or name not in SAID)})
    if change:
        value = NOTHING if earlier is None else earlier.code or str(earlier.count)
        faults += differing("changes.csv", change, cells | {name: row[name] for name in COPIED} | {"compared_with_value": value})
    return faults


def differing(file: str, row: dict[str, str], cells: dict[str, str]) -> list[str]:
    who = f"figure {row['figure_id']}" if "figure_id" in row else f"statement {row['claim_id']}"
    return [f"{file}, {who}, {name}: it says “{row[name]}”, the counts give “{cell}”" for name, cell in cells.items() if row[name] != cell]


def wrong_claims(found: Figures, claims: list[dict[str, str]]) -> list[str]:
    faults = []
    for row in claims:
        ids = (row["earlier_figure_id"], row["later_figure_id"])
        figures = [found.by_id[each] for each in ids] if not CODES.intersection(ids) else []
        words = expected(found, figures[1], figures[0])["change_in_words"] if figures else NOTHING
        faults += differing("claims.csv", row, {"finding": finding(found, row, figures), "our_change_in_words": words})
    return faults


def finding(found: Figures, row: dict[str, str], figures: list[Figure]) -> str:
    """Whether what was claimed follows from the counts that stand here, or from those of its day."""
    stand = tuple(figure.count for figure in figures)
    measure = figures[1].measure if figures else ""
    may_be = bool(figures) and found.may_be_compared(*figures)
    if not may_be or (row["claimed_percentage"] != NOTHING and (not stand[0] or found.withholds(measure, *stand))):
        return "cannot be checked"
    counts = tuple(int(cell) for name in ("earlier", "later") if (cell := row[f"{name}_count_of_the_day"]) not in CODES) or stand
    difference = counts[1] - counts[0]
    has_share = counts[0] > 0 and not found.withholds(measure, *counts)
    share = str(whole(100 * difference, counts[0])) if has_share else ""
    ours = ("down" if difference < 0 else "up" if difference else "same", str(abs(difference)), share)
    claimed = (row[f"claimed_{name}"] for name in ("direction", "difference", "percentage"))
    if min(counts) < 0 or any(said not in (NOTHING, our) for said, our in zip(claimed, ours, strict=True)):
        return "does not reproduce"
    return "reproduces" if counts == stand else "revised since"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the package: python3 recompute.py figures.zip")
    sys.exit(main(sys.argv[1]))
