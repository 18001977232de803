"""What the drawings say: their words and their strokes, each beside the count that it is meant for."""

from datetime import date

from tests.statistics import reading_charts as charts
from tests.statistics.said_in_files import Figure, Said, key, table, value
from tests.statistics.said_on_pages import tell

MOST_ROWS = 6  # of marks; the sentence below says where there are more


def of_charts(texts, places):
    counts = {key(row): (value(row), row["status"]) for row in table(texts["figures.zip/figures.csv"])}
    for measure, page in places.pages.items():
        if drawing := page.first("figure", "chart"):
            yield from of_chart("a chart", drawing, places.main(measure), counts)


def of_chart(where, drawing, place, counts):
    """Of both layouts the strokes, the written numbers and the description, and the sentence below; `counts` tell which periods to look for."""
    wide, narrow = drawing.first("svg", "wide"), drawing.first("svg", "narrow")
    assert wide.first("desc").text == narrow.first("desc").text
    sentence = wide.first("desc").text
    is_line, is_bars = sentence.startswith("Line chart"), sentence.startswith("Bar chart")
    periods = _run(place, counts)
    for svg in (wide, narrow):
        if is_line:
            known = [days for days in periods if isinstance(counts[Figure(*place, *days)][0], int)]
            strokes = charts.strokes_of_line(svg, periods, known)
            yield from _names(f"{where}: numbers", svg, place, known, counts)
        else:
            assert len(charts.written(svg)) == min(MOST_ROWS, len(periods))
            strokes = charts.strokes_of_bars(svg) if is_bars else charts.strokes_of_marks(svg)
            yield from _written(f"{where}: numbers", svg, place)
        yield from _strokes(f"{where}: strokes", place, strokes, with_shapes=is_line)
    yield from _sentences(f"{where}: description", sentence, place)
    for paragraph in drawing.all("p"):
        yield from _sentences(f"{where}: sentence", paragraph.text, place, of_rows=False)
    yield from _gaps(f"{where}: description", sentence, place, periods if is_line else None)


def _run(place, counts):
    """The periods of a line: back from the latest, those as long as it and apart, the earliest first. What is not due comes last or not at all."""
    of_series = sorted(
        (figure.end, figure.start) for figure, (count, _) in counts.items() if figure[:3] == place and count != "not_yet_due"
    )
    run = of_series[-1:]
    for end, start in reversed(of_series):
        if end < run[0][1] and abs(_days(start, end) - _days(run[0][1], run[0][0])) <= 3:
            run.insert(0, (end, start))
    return [(start, end) for end, start in run]


def _days(start, end):
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _strokes(where, place, strokes, *, with_shapes):
    for stroke in strokes:
        yield Said(where, Figure(*place, *stroke.period), "drawn", (stroke.value, stroke.exact_to))
        if with_shapes:
            yield Said(where, Figure(*place, *stroke.period), "marked", stroke.marked)


def _names(where, svg, place, known, counts):
    """The last number is that of the end; the one before, if there is one, that of the peak."""
    *peak, end = charts.names_of_line(svg)
    yield Said(where, Figure(*place, *known[-1]), "value", end)
    highest = max(known, key=lambda days: (counts[Figure(*place, *days)][0], days))
    yield from (Said(where, Figure(*place, *highest), "value", number) for number in peak)


def _written(where, svg, place):
    for row in charts.written(svg):
        yield from tell(where, Figure(*place, *row["period"]), value=charts.count(row["words"]))


def _sentences(where, sentence, place, *, of_rows=True):
    for days, number in charts.said_of_counts(sentence):
        yield Said(where, Figure(*place, *days), "value", number)
    for days, number, standing in charts.said_of_rows(sentence) if of_rows else ():
        yield from tell(where, Figure(*place, *days), value=number, marked=standing)


def _gaps(where, sentence, place, periods):
    """How many of its periods have no count, how many of each standing there are, and the highest and the lowest; of a line alone."""
    if periods is None:
        return
    latest = Figure(*place, *periods[-1])
    many, named = charts.said_of_gaps(sentence)
    for days, reason in named.items():
        yield Said(where, Figure(*place, *days), "value", charts.count(reason[:1].upper() + reason[1:]))
    told = {"without": many, **charts.said_of_standings(sentence)}
    yield Said(where, latest, "among its periods", (tuple(periods), tuple(sorted(told.items()))))
    for name, number in charts.said_of_extremes(sentence).items():
        yield Said(where, latest, name, (tuple(periods), number))
