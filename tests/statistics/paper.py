"""What holds for everything that is written on a chart, and points to draw."""

from datetime import date

from statistics.charts import Point
from statistics.periods import Period

LETTERS = 13  # the least height of a letter, on the narrowest screen
NARROWEST = 288 / 340  # a screen of 320 pixels without its margins, against the paper's units


def assert_inside(layout, texts):
    for text in written(texts):
        assert text.left >= -0.1, text
        assert text.right <= layout.width + 0.1, text
        assert 12 <= text.y <= layout.height, text
        assert text.size * NARROWEST >= LETTERS, text


def written(texts):
    return [text for text in texts if text.words]


def assert_apart(texts):
    for number, one in enumerate(written(texts)):
        for other in written(texts)[number + 1 :]:
            side_by_side = one.right <= other.left + 0.1 or other.right <= one.left + 0.1
            assert side_by_side or abs(one.y - other.y) >= 12, (one, other)


def period(months, length=1):
    """The period of so many months that begins that many months after January 2000."""
    start, after = (date(2000 + at // 12, at % 12 + 1, 1) for at in (months, months + length))
    return Period(start, date.fromordinal(after.toordinal() - 1))


def points(values, *, length=1, start=240, standings=None):
    """One point for each value, a period after another from January 2020; None is a period whose value is hidden."""
    signs = standings or [""] * len(values)
    return [
        Point(period(start + number * length, length), value, "" if value is not None else "Confidential", sign)
        for number, (value, sign) in enumerate(zip(values, signs, strict=True))
    ]
