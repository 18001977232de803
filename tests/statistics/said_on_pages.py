"""What each page says of the figures on it, one aspect at a time."""

import re
from fractions import Fraction
from itertools import chain

from tests.statistics import reading_charts as charts
from tests.statistics.reading_pages import PERIOD, caption, count, day, number, period, read, rows
from tests.statistics.said_in_files import Figure, Said, table

NOT_COMPARED = {"Not compared", ""}
ADDRESS = re.compile(r"/statistics/([\w-]+)/")
PERIODS = re.compile(rf"{PERIOD}(\.|$|, compared with)")
NEEDS_CARE = re.compile(r"None|(Small numbers)?\s*(Other months of the year)?")
CHANGE = re.compile(r"(down|up) ([\d,]+)(?: \((.+)\))?")


class Places:
    """Which series the captions and headings mean."""

    def __init__(self, texts):
        self.pages = {
            row["measure_id"]: read(texts[f"/statistics/{row['measure_id']}/"]) for row in table(texts["figures.zip/measures.csv"])
        }
        self.all = {row["measure_id"]: [] for row in table(texts["figures.zip/measures.csv"])}
        self.ids = {measure: [] for measure in self.all}
        self.slugs = {page.first("h1").text: measure for measure, page in self.pages.items()}
        areas = {row["area_id"]: row["name"] for row in table(texts["figures.zip/areas.csv"])}
        sources = {row["source_id"]: row for row in table(texts["figures.zip/sources.csv"])}
        for row in table(texts["figures.zip/series.csv"]):
            source = sources[row["source_id"]]
            self.ids[row["measure_id"]].append(row["series_id"])
            self.all[row["measure_id"]].append((areas[row["area_id"]], source["title"], source["publisher"], row["main"] == "yes"))

    def main(self, measure):
        return next((measure, area, source) for area, source, _, is_main in self.all[measure] if is_main)

    def of_table(self, measure, page, found):
        name, small = caption(found)
        name = name.removesuffix(": the latest periods").removesuffix(": earlier periods")
        title = page.first("h1").text
        [place] = [
            (measure, area, source)
            for area, source, publisher, _ in self.all[measure]
            if name == f"{title}, {area}" and small.endswith(f". {source}, {publisher}")
        ]
        return place

    def in_area(self, measure, area):
        found = [(measure, name, source) for name, source, _, _ in self.all[measure] if name == area]
        return found[0] if len(found) == 1 else self.main(measure)


def change(words):
    """“down 3 (4%) from 74” in parts; of words in which there is no number, the direction alone."""
    if found := CHANGE.match(words):
        direction, size, rounded = found.groups()
        difference = number(size) * (1 if direction == "up" else -1)
        return {"direction": direction, "difference": difference, "rounded": rounded}
    if found := re.match(r"none recorded, down from ([\d,]+)", words):
        return {"direction": "down", "difference": -number(found[1])}
    if found := re.match(r"up from none to ([\d,]+)", words):
        return {"direction": "up", "difference": number(found[1])}
    return {"direction": "same", "difference": 0} if words.startswith("no change") else {}


def tell(where, figure, **told):
    yield from (Said(where, figure, aspect, what) for aspect, what in told.items())


def compared(words):
    """“April to June 2026, compared with January to March 2026” as two periods, the second None where it is not said."""
    later, _, earlier = words.rstrip(". ").partition(", compared with ")
    return period(later), period(earlier) if earlier else None


def of_tables(places):
    """Every row of every series on the pages of measures."""
    for measure, page in places.pages.items():
        for found in page.all("table", "counts"):
            place = places.of_table(measure, page, found)
            for row in rows(found):
                figure = Figure(*place, *period(re.sub(r" note \d+", "", row["Period"])))
                yield from tell("a measure's table", figure, **_counted(row["Count"], row["Difference"], row["Change"]))
                standing, _, assumed = row["Standing"].partition(". ")
                status = None if standing == "No value" else standing.lower()
                yield from tell("a measure's table", figure, status=status, assumed=assumed == "Period assumed")


def _counted(value, difference, share):
    assert (difference in NOT_COMPARED) == (share in NOT_COMPARED), (difference, share)
    told = {"value": count(value), "difference": None if difference in NOT_COMPARED else number(difference)}
    if re.match(r"(down|up) (less|more|\d)", share) and "%" in share:
        told["direction"], _, told["rounded"] = share.partition(" ")
    elif share == "Not given":
        told["rounded"] = None
    elif share not in NOT_COMPARED:
        told |= {**change(share), "words or why": share}
    return told


def of_heads(places):
    """What stands above the tables: the latest count, its change, both periods, the heading of the chart, the sum, the rate."""
    for measure, page in places.pages.items():
        if head := page.first("p", "headline"):
            periods = next(p for p in page.first("main").all("p") if PERIODS.match(p.text))
            later, earlier = compared(periods.text.split(". ")[0])
            figure = Figure(*places.main(measure), *later)
            yield from _head("a measure's head", figure, page, head)
            if earlier:
                yield from tell("a measure's head", figure, earlier=earlier)
            yield from sum_of("a measure's sum", figure, page)
            yield from _rate(figure, page)


def _head(where, figure, page, head):
    shown = head.first("span")
    yield from tell(where, figure, value=count(shown.text), latest=True)
    if words := head.first("span", "chg"):
        yield from tell(where, figure, **{"words or why": words.text}, **change(words.text))
        if tail := re.search(r"from ([\d,]+)$", head.text):
            yield from tell(where, figure, **{"earlier count": number(tail[1])})
    heading = page.by_id("chart")
    if heading and shown.has("num"):
        [first, *more] = re.findall(r"\d[\d,]*(?= )|^No\b", heading.text.split(" than ")[0])
        yield from tell(where, figure, value=0 if first == "No" else number(first))
        if more:
            sign = {"fewer": -1, "more": 1}[re.search("fewer|more", heading.text)[0]]
            yield from tell(where, figure, difference=sign * number(more[0]))


def sum_of(where, figure, page):
    """The sum, step by step, repeated by whoever reads it."""
    if (steps := page.first("ol", "sum")) is None:
        return
    said = [step.text for step in steps.all("li")]
    later, earlier, difference = (number(one) for one in re.search(r": (\S+) − (\S+) = (\S+)", said[0]).groups())
    assert later - earlier == difference, said
    yield from tell(where, figure, value=later, difference=difference, **{"earlier count": earlier})
    if len(said) > 2:
        decimal = re.search(r"([−\d,.]+)%", said[2])[1].replace("−", "-").replace(",", "")
        yield from tell(where, figure, decimal=decimal, exact=Fraction(100 * difference, earlier))
    if found := re.match(r"Rounded to a whole number: (down|up) (.+)", said[-1]):
        yield from tell(where, figure, direction=found[1], rounded=found[2])


def _rate(figure, page):
    if found := re.search(r"The sum: ([\d,]+) ÷ ([\d,]+) × 1,000 = ([\d.,]+)\. The population is the one for ([^:]+):", page.text):
        value, people, result = number(found[1]), number(found[2]), found[3]
        places = len(result.partition(".")[2])
        assert round(Fraction(1000 * value, people) + Fraction(1, 10**9), places) == Fraction(result.replace(",", "")), found[0]
        assert f"{result} " in page.text.split("for each 1,000 people who")[0][-60:], "the rate stands there twice, and differs"
        yield from tell("a measure's rate", figure, value=value, people=(people, found[4]))


def of_pasts(places):
    """Earlier versions, below each measure, and the notice at its top."""
    for measure, page in places.pages.items():
        past = page.by_id("earlier")
        for item in past.all("li") if past else []:
            named, before, on, after = re.match(r"(.+?): (.+?) until (.+?), then (Not [\w: ]+|[\d,−]+)", item.text).groups()
            where = re.search(r" \((.*)\)$", named)
            place = next(
                (measure, area, source)
                for area, source, _, is_main in places.all[measure]
                if (where[1] == f"{area}, {source}" if where else is_main)
            )
            kind = "corrected" if "Corrected: it was wrong" in item.text else "revised"
            figure = Figure(*place, *period(named.removesuffix(where[0]) if where else named))
            yield Said("a measure's earlier versions", figure, "changed on", (day(on), count(before), count(after), kind))
        for alert in (one for one in page.all("aside", "fix") if one.text.startswith("Corrected on")):
            yield notice("a measure's notice", alert.text, places, measure)


def notice(where, words, places, measure):
    """“Corrected on …” at the top of a page, or “…, corrected on …” on that of a release."""
    on = re.search(r"orrected on ([\w ]+)\.", words)[1]
    before, after = re.search(r"said “(.+?)”\. It was corrected to “(.+?)”", words).groups()
    named = re.search(rf"({PERIOD}), ([^:]+):|, ([^,]+), ({PERIOD}), corrected", words)
    days, area = (named[1], named[2]) if named[1] else (named[4], named[3])
    figure = Figure(*places.in_area(measure, area), *period(days))
    return Said(where, figure, "changed on", (day(on), count(before), count(after), "corrected"))


def of_overview(texts, places):
    """Cards, tables and the list of the Home Office's measures; the ledger of the front page."""
    page, front = read(texts["/statistics/"]), read(texts["/"])
    for card in page.all("li", "card"):
        yield from _card("the overview's cards", card, page, places)
    for card in front.first("ul", "ledger").all("li"):
        yield from _card("the front page", card, front, places)
    for found in page.all("table", "counts"):
        _, small = caption(found)
        for row in rows(found):
            measure, named = _measure(row.cells["Measure"]), row.cells["Measure"].first("small")
            shared = small.removeprefix("Number counted in each period. ").split(". ")[0]
            later, earlier = compared(named.text if named else shared)
            figure = Figure(*places.main(measure), *later)
            yield from tell("the overview's tables", figure, latest=True, **_counted(row["Latest"], row["Difference"], row["Change"]))
            if earlier:
                yield from tell("the overview's tables", figure, earlier=earlier, **{"earlier count": number(row["Earlier"])})
            if not NEEDS_CARE.fullmatch(row["Take care"]):
                yield from tell("the overview's tables", figure, **{"words or why": row["Take care"]})


def _measure(element):
    return ADDRESS.match(element.first("a")["href"])[1]


def _card(where, card, page, places):
    measure = _measure(card)
    later, earlier = next(
        compared(p.text.split(". ")[0]) for p in chain(card.all("p"), page.first("main").all("p")) if PERIODS.match(p.text)
    )
    figure = Figure(*places.main(measure), *later)
    numbers = next((p.text for p in card.all("p", "num") if p.text), "") or card.first("p", "why").text
    yield from tell(where, figure, value=count(numbers), earlier=earlier, latest=True)
    if words := next((part for part in card.all() if part.has("chg")), None):
        yield from tell(where, figure, **{"words or why": words.text}, **change(words.text))
    if tail := re.search(r"\bfrom ([\d,]+)\b", " ".join(p.text for p in card.all("p") if not p.has("num"))):
        yield from tell(where, figure, **{"earlier count": number(tail[1])})
    if drawing := card.first("svg"):
        yield from tell(where, figure, drawn=_drawn(drawing))


def _drawn(svg):
    """Two counts of marks, or the lengths of two bars: of both the earlier first."""
    if groups := list(svg.all("g")):
        return "marks", tuple(len(list(group.all("circle"))) for group in groups)
    return "bars", tuple(charts.numbers(path["d"])[2] for path in svg.all("path"))
