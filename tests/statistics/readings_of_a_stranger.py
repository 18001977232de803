"""What a stranger reads off the site: everything that answers, and the counts that can be recognised in it.

New addresses are read without a word here: those of tests/addresses.toml, and whatever any page links to.
"""

import csv
import io
import re
import zipfile
from fractions import Fraction
from itertools import combinations

from tests.addresses import TABLE

BEGINNINGS = ("/statistics/", "/changes/", "/plan/", "/forum/")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
TICK = re.compile(r'<text class="q" x="[\d.]+" y="([\d.]+)" text-anchor="end">([\d,]+)</text>')
BASELINE = 5  # a tick's words stand this much below its line


def surfaces(client, slugs):
    """The text of everything public by its address, answers' headers included."""
    found, waiting = {}, ["/", *dict.fromkeys(_of_the_table(slugs))]
    while waiting:
        at = waiting.pop()
        if at not in found:
            answer = client.get(at, follow=True)
            found[at] = f"{dict(answer.headers)}\n{text_of(answer)}" if answer.status_code == 200 else ""
            links = re.findall(r'(?:href|src|action)="(/[^"#]*)', found[at])
            waiting += [link for link in links if link.startswith(BEGINNINGS) and link not in found]
    return found


def _of_the_table(slugs):
    for route in TABLE["everybody"]:
        if route.startswith(("statistics/", "changes/")):
            yield from (f"/{route.replace('<slug:slug>', slug)}" for slug in slugs) if "<" in route else [f"/{route}"]


def text_of(answer):
    body = answer.getvalue() if answer.streaming else answer.content
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def recognise(world, texts, stranger):
    """From texts to sums, at the worst: whoever reads the number of a figure, anywhere, knows that it is its number.

    So with a difference and the height of a point. Only for counts so large that none is met by chance.
    """
    numbers = {number.replace(",", "").rstrip(".") for text in texts for number in NUMBER.findall(text)}
    heights = [height for text in texts for height in _heights(text)]
    values = {cell: world.value(cell) for cell in world.cells}
    read = {cell for cell, value in values.items() if str(value) in numbers}
    read |= {cell for cell, value in values.items() if any(_only(cell, value, heights, values, read))}
    for cell in read:
        stranger.learn(cell.pieces, values[cell])
    for earlier, later in combinations(world.cells, 2):
        is_of_one_line = (earlier.measure, earlier.area) == (later.measure, later.area)
        if is_of_one_line and not {earlier, later} <= read and str(abs(values[later] - values[earlier])) in numbers:
            stranger.learn(_difference(earlier, later), values[later] - values[earlier])


def _difference(earlier, later, factor=1):
    return {piece: later.pieces.get(piece, 0) - factor * earlier.pieces.get(piece, 0) for piece in later.pieces | earlier.pieces}


def _heights(text):
    """The values of the points of each line chart, by its scale, each with how exact that is."""
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ticks = [(float(y) - BASELINE, int(words.replace(",", ""))) for y, words in TICK.findall(drawing)]
        if len(ticks) > 1:
            (low, least), (high, most) = ticks[0], ticks[-1]
            unit = (most - least) / (low - high)
            points = re.findall(r'cy="([\d.]+)"', drawing) + re.findall(
                r"[ML][\d.]+ ([\d.]+)", " ".join(re.findall(r'class="ln"[^>]* d="([^"]+)"', drawing))
            )
            yield from ((least + (low - float(y)) * unit, unit / 10) for y in points)


def _only(cell, value, heights, values, read):
    """Points that can only be this figure's: no other that was read is as near."""
    for height, exact in heights:
        if abs(height - value) <= exact:
            yield not any(abs(height - values[other]) <= exact for other in read)


def read_table(world, texts, stranger):
    """From the file of everything to sums: counts, differences and percentages, of whatever size."""
    by_name = {(cell.measure, cell.area, *(day.isoformat() for day in cell.days)): cell for cell in world.cells}
    for text in texts:
        for row in csv.DictReader(io.StringIO(text[text.index("measure,unit") :])):
            name = row["measure"], row["area_name"]
            cell = by_name[*name, row["period_start"], row["period_end"]]
            before = by_name.get((*name, row["compared_with_start"], row["compared_with_end"]))
            if row["value"].lstrip("-").isdigit():
                stranger.learn(cell.pieces, int(row["value"]))
            if before and row["difference"].lstrip("-").isdigit():
                stranger.learn(_difference(before, cell), int(row["difference"]))
            if before and NUMBER.fullmatch(row["percentage_change"].lstrip("-")):  # at the worst it is taken to be exact
                stranger.learn(_difference(before, cell, Fraction(world.value(cell), world.value(before))), 0)
