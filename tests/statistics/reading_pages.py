"""How a stranger reads a page: its elements, its tables, and numbers and periods as they are written for people."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser

ALONE = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
MONTHS = {name: number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name}
REASONS = {
    "Not shown: confidential": "confidential",
    "Not available": "not_available",
    "Not applicable": "not_applicable",
    "Not yet due": "not_yet_due",
}
NONE = {"None recorded", "None"}
DAY = r"(?:\d{1,2} )?[A-Z][a-z]{2,8}"
PERIOD = rf"(?:{DAY}(?: \d{{4}})? to )?{DAY} \d{{4}}"


@dataclass
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list = field(default_factory=list)

    def __getitem__(self, name):
        return self.attributes[name]

    def has(self, word):
        return word in self.attributes.get("class", "").split()

    def all(self, name="", word=""):
        """Every element below this one that has the name and the class, in the order of the page."""
        for part in self.parts:
            if isinstance(part, Element):
                if (not name or part.name == name) and (not word or part.has(word)):
                    yield part
                yield from part.all(name, word)

    def first(self, name, word=""):
        return next(self.all(name, word), None)

    def by_id(self, name):
        return next((one for one in self.all() if one.attributes.get("id") == name), None)

    @property
    def text(self):
        return " ".join("".join(self._words()).split())

    def _words(self):
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from [" "] if part.name == "br" else part._words()


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("page")]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in ALONE:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        if tag not in ALONE:
            closed = self.open.pop()
            assert closed.name == tag, f"<{closed.name}> is closed by </{tag}>"

    def handle_data(self, data):
        self.open[-1].parts.append(data)


@lru_cache(maxsize=400)
def read(text):
    """The page as a tree; a page whose elements are not closed in order is a fault: AssertionError."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.open[0]


@dataclass(frozen=True)
class Row:
    """One row of a table: its cells by the heads of their columns."""

    cells: dict[str, Element]

    def __getitem__(self, head):
        return self.cells[head].text


def rows(table):
    heads = [head.text for head in table.first("thead").all("th")]
    for row in table.first("tbody").all("tr"):
        cells = [part for part in row.parts if isinstance(part, Element)]
        yield Row(dict(zip(heads, cells, strict=True)))


def caption(table):
    """The name of a table, and the small words below it."""
    whole, small = table.first("caption"), table.first("small")
    return whole.text.removesuffix(small.text).strip(), small.text


def number(words):
    """“1,007”, “+41” or “−828” as a number; anything else is a fault: ValueError."""
    if not re.fullmatch(r"[+−]?\d{1,3}(,\d{3})*", words):
        raise ValueError(f"“{words}” is no number as people write it.")
    return int(words.replace(",", "").replace("−", "-"))


def count(words):
    """A number, or in a word why there is none."""
    return REASONS.get(words) or (0 if words in NONE else number(words))


def period(words):
    """“Oct 2022 to Sep 2023”, “April to June 2026” or “30 June 2025” as its first and its last day, in the files' way."""
    last = words.split(" to ")[-1].split()
    first = words.split(" to ")[0].split()
    if len(first) < 2 or not first[-1].isdigit() or len(first[-1]) < 4:
        first = [*first, last[-1]]
    start, end = _month(first), _month(last)
    start_day = int(first[0]) if len(first) == 3 else 1
    end_day = int(last[0]) if len(last) == 3 else calendar.monthrange(*end)[1]
    return date(*start, start_day).isoformat(), date(*end, end_day).isoformat()


def _month(words):
    return int(words[-1]), MONTHS[words[-2]]


def day(words):
    """“5 August 2026”"""
    return period(words)[0]
