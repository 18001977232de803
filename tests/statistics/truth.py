"""What the data package says of each figure, and how what is said elsewhere is held against it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from tests.statistics import said_in_files
from tests.statistics.reading_pages import period
from tests.statistics.said_in_files import Figure, key, table

MARKED = ("provisional", "revised", "estimated")  # what a chart has a shape for
LONDON = ZoneInfo("Europe/London")


@dataclass
class Truth:
    """What the package says, and what follows from it; how each aspect is held against that."""

    texts: dict[str, str]

    def __post_init__(self):
        packed = {name.removeprefix("figures.zip/"): text for name, text in self.texts.items() if name.startswith("figures.zip/")}
        self.tables = {name.removesuffix(".csv"): table(text) for name, text in packed.items() if name.endswith(".csv")}
        self.keys = said_in_files.keys(self.texts)
        self.told = {}
        self.changes = {}
        for each in chain(
            said_in_files.of_figures(self.texts), said_in_files.of_changes(self.texts), said_in_files.of_revisions(self.texts)
        ):
            if each.where.startswith("figures.zip/") and each.aspect == "changed":
                self.changes.setdefault(each.figure, []).append(each.what)
            elif each.where.startswith("figures.zip/"):
                self.told[each.figure, each.aspect] = each.what
        self.checks: dict[str, Callable] = {
            "label": lambda figure, what: period(what) == (figure.start, figure.end),
            "latest": lambda figure, what: figure in self.latest,
            "drawn": self._drawn,
            "marked": lambda figure, what: what == (self.told[figure, "status"] if self.told[figure, "status"] in MARKED else None),
            "people": self._people,
            "changed": lambda figure, what: what in self.changes.get(figure, []),
            "changed on": lambda figure, what: what in [(_day(at), *rest) for at, *rest in self.changes.get(figure, [])],
            "came_out": self._came_out,
            "among its periods": self._among,
            "highest": lambda figure, what: max(self._comparable(figure, what[0])) == what[1],
            "lowest": lambda figure, what: min(self._comparable(figure, what[0])) == what[1],
        }

    def of(self, one):
        return self.told.get((one.figure, one.aspect), self.changes.get(one.figure))

    def agrees(self, one):
        if check := self.checks.get(one.aspect):
            return check(one.figure, one.what)
        return (one.figure, one.aspect) in self.told and self.told[one.figure, one.aspect] == one.what

    @property
    def figures(self):
        return {figure for figure, aspect in self.told if aspect == "value"}

    @property
    def latest(self):
        """The latest figure of the main series of each measure; of two that end together the longer."""
        main = {row["series_id"] for row in self.tables["series"] if row["main"] == "yes"}
        found = {}
        for row in self.tables["figures"]:
            if row["series_id"] in main and row["missing_reason"] != "not_yet_due":
                found.setdefault(row["series_id"], []).append(key(row))
        longest = {series: min(figures, key=lambda one: one.start) for series, figures in _last(found).items()}
        return set(longest.values())

    def _drawn(self, figure, what):
        count, before = (self.told[figure, aspect] for aspect in ("value", "earlier count"))
        if what[0] == "marks":
            return what[1] == (before, count)
        if what[0] == "bars":
            share, longest = what[1], max(before, count)
            return all(abs(200 * one / longest - length) < 0.06 for one, length in zip((before, count), share, strict=True))
        return isinstance(count, int) and abs(count - what[0]) <= what[1]

    def _people(self, figure, what):
        residents = {row["measure_id"] for row in self.tables["measures"] if row["counted"] == "residents"}
        counts = [one for one, aspect in self.told if aspect == "value" and self.told[one, aspect] == what[0] and one.measure in residents]
        year = what[1].removeprefix("mid-")
        days = (f"{year}-06-30",) * 2 if year.isdigit() else period(what[1])
        return any((one.area, one.start, one.end) == (figure.area, *days) for one in counts)

    def _came_out(self, figure, what):
        title, before, came, kind = what
        row = next(row for row in self.tables["figures"] if key(row) == figure)
        if self.told[figure, "value"] == "confidential":
            return {before, came} <= {None, "confidential"}
        if kind == "new":
            first = min(self.changes[figure])[1] if figure in self.changes else self.told[figure, "value"]
            titles = {release["title"] for release in self.tables["releases"] if release["release_id"] == row["release_id"]}
            return (titles, before, came) == ({title}, None, first)
        past = [
            one for one in self.tables["revisions"] if (self.keys[one["figure_id"]], one["release"], one["kind"]) == (figure, title, kind)
        ]
        return any(before == _side(one, "before") and came == _side(one, "after") for one in past)

    def _among(self, figure, what):
        periods, told = what
        standings = [self.told[Figure(*figure[:3], *days), "status"] for days in periods]
        counted = {"without": standings.count(None)} | {name: standings.count(name) for name in MARKED}
        return {name: many for name, many in counted.items() if many or name == "without"} == dict(told)

    def _comparable(self, figure, periods):
        """The counts of those periods that no change of counting parts from the latest count."""
        series = next(row["series_id"] for row in self.tables["figures"] if key(row) == figure)
        breaks = [row["on"] for row in self.tables["breaks"] if row["series_id"] == series]
        known = [days for days in periods if isinstance(self.told[Figure(*figure[:3], *days), "value"], int)]
        end = known[-1][1]
        return [
            self.told[Figure(*figure[:3], *days), "value"]
            for days in known
            if days == known[-1] or not any(days[0] < on <= end for on in breaks)
        ]

    def claim(self, row):
        """A statement as the page should tell it."""
        counts = [self.told.get((self.keys.get(row[f"{side}_figure_id"]), "value")) for side in ("earlier", "later")]
        of_the_day, published = (
            tuple(said_in_files.whole(row[name]) for name in names)
            for names in (
                ("earlier_count_of_the_day", "later_count_of_the_day"),
                ("claimed_earlier_count", "claimed_later_count"),
            )
        )
        is_other = None not in of_the_day and all(isinstance(count, int) for count in counts) and of_the_day != tuple(counts)
        areas = {area["area_id"]: area["name"] for area in self.tables["areas"]}
        size = said_in_files.empty(row["claimed_percentage"]), said_in_files.whole(row["claimed_difference"])
        words = f" {size[0]}%" if size[0] else f" {size[1]:,}" if size[1] is not None else ""
        return {
            "text": row["text"],
            "finding": row["finding"],
            "published": None if None in published else published,
            "today": tuple(counts) if is_other else None,
            "said": row["claimed_direction"] + words,
            "ours": said_in_files.empty(row["our_change_in_words"]),
            "area": areas[row["area_id"]],
        }


def _last(found):
    return {series: [one for one in figures if one.end == max(each.end for each in figures)] for series, figures in found.items()}


def _side(row, name):
    return said_in_files.value(row, f"{name}_value", f"{name}_missing")


def _day(moment):
    return f"{datetime.fromisoformat(moment).astimezone(LONDON):%Y-%m-%d}"
