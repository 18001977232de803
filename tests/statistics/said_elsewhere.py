"""What the comparison of two periods, the releases, the claims and the list of what is not shown say of the figures."""

import re

from tests.statistics.reading_pages import PERIOD, caption, count, number, period, read, rows
from tests.statistics.said_in_charts import of_chart
from tests.statistics.said_in_files import Figure, Said, key, table, value
from tests.statistics.said_on_pages import ADDRESS, change, compared, notice, sum_of, tell

RELEASE = re.compile(r"/statistics/releases/[\w-]+/")


def of_pairs(texts, places):
    """Two periods that a reader chose in the form."""
    counts = {key(row): (value(row), row["status"]) for row in table(texts["figures.zip/figures.csv"])}
    for address, text in texts.items():
        if "?" in address and "later=" in address:
            page, place = read(text), _place(address, places)
            later, earlier = (Figure(*place, *period(row["Period"])) for row in rows(page.first("table", "counts")))
            yield from _pair(page, later, earlier)
            if drawing := page.first("figure", "chart"):
                pair = {figure: counts[figure] for figure in (later, earlier)}
                yield from of_chart("two periods, the chart", drawing, place, pair)


def _place(address, places):
    measure = re.search(r"measure=([\w-]+)", address)[1]
    named = re.search(r"later=(\d+)\.", address)[1]
    area, source, _, _ = next(one for one, known in zip(places.all[measure], places.ids[measure], strict=True) if known == named)
    return measure, area, source


def _pair(page, later, earlier):
    for figure, row in zip((later, earlier), rows(page.first("table", "counts")), strict=True):
        standing, _, assumed = row["Standing"].partition(". ")
        status = None if standing == "No value" else standing.lower()
        yield from tell("two periods", figure, value=count(row["Count"]), status=status, assumed=assumed == "Period assumed")
    yield from tell("two periods", later, value=count(page.first("p", "headline").first("span").text), earlier=(earlier.start, earlier.end))
    if words := page.first("p", "headline").first("span", "chg"):
        yield from tell("two periods", later, **{"words or why": words.text}, **change(words.text))
        yield from sum_of("two periods, the sum", later, page)
    else:
        yield from tell("two periods", later, **{"words or why": page.first("div", "note").first("p").text})


def of_releases(texts, places):
    """What each figure said when it came out, and the corrections."""
    for address in filter(RELEASE.fullmatch, texts):
        page = read(texts[address])
        for note in page.all("div", "note"):
            if note.attributes.get("id", "").startswith("correction-"):
                title = re.match(rf"(.+), ([^,]+), {PERIOD}, corrected", note.text)[1]
                yield notice("a release's notice", note.text, places, places.slugs[title])
        found = next((one for one in page.all("table", "counts")), None)
        for row in rows(found) if found else ():
            named = row.cells["Measure and period"]
            area = re.search(r", ([^,]+)$", named.text.removesuffix(named.first("small").text).strip())[1]
            figure = Figure(*places.in_area(ADDRESS.match(named.first("a")["href"])[1], area), *period(named.first("small").text))
            came = count(row["Count"])
            now = came if row["Since then"] == "Unchanged" else count(row["Since then"].removeprefix("Now "))
            before = None if row["Before"] == "Not out before" else count(row["Before"])
            yield from tell("a release", figure, value=now, came_out=(page.first("h1").text, before, came, row["Kind"].lower()))


def of_claims(texts):
    """Each statement on the page, by its number: finding, counts as published and as they are, our sum."""
    page = read(texts["/statistics/claims/"])
    for found in page.all("table", "counts"):
        for line, row in zip(found.first("tbody").all("tr"), rows(found), strict=True):
            published, _, today = row["Published counts"].partition(" Today ")
            yield (
                line["id"].removeprefix("claim-"),
                {
                    "text": row["Statement"],
                    "finding": row["Finding"].partition(". ")[0].lower(),
                    "published": None if published == "Not published" else tuple(map(number, published.split(" to "))),
                    "today": tuple(map(number, today.split(" to "))) if today else None,
                    "said": row["Published change"],
                    "ours": None if row["Our sum"] == "None" else row["Our sum"].removesuffix(" Small numbers"),
                    "area": row["Where"],
                },
            )


def of_gaps(texts):
    """Everything that is listed as hidden or missing: the series, the reason, when, and how many periods that is."""
    page = read(texts["/statistics/not-shown/"])
    for found in page.all("div", "stacked"):
        reason = found.first("caption").text.partition(":")[0].lower().replace(" ", "_")
        for row in found.first("tbody").all("tr"):
            where, gaps = row.all("td")
            area = where.text.removeprefix("Where, and from which publication").removesuffix(where.first("small").text).strip()
            for gap in gaps.first("ul").all("li"):
                days, _, many = gap.text.partition(", ")
                place = ADDRESS.match(row.first("a")["href"])[1], area, where.first("small").text
                yield place, reason, period(days), int(many.split()[0]) if many else 1


def of_duty(texts, places):
    """The Home Office's measures on the overview: a count with its change, or why there is none."""
    page = read(texts["/statistics/"])
    for found in page.all("table", "fit"):
        shared = re.search(rf"({PERIOD})[^.]*\.$", caption(found)[1])
        for row in rows(found):
            measure, words = ADDRESS.match(row.cells["Measure"].first("a")["href"])[1], row["Latest figure"]
            if places.all[measure]:
                later = period(shared[1]) if shared else compared(re.search(rf"{PERIOD}(, compared with {PERIOD})?$", words)[0])[0]
                first = re.match(r"\d{1,3}(?:,\d{3})*|Not \w+(?:: \w+| \w+)?", words)[0]
                yield Said("the Home Office's measures", Figure(*places.main(measure), *later), "value", count(first))
                if changed := re.search(r"(?:down|up) [\d,]+(?: \([^)]*\))?", words):
                    yield from tell("the Home Office's measures", Figure(*places.main(measure), *later), **change(changed[0]))
