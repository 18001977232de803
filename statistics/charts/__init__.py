"""Where every stroke of a chart goes. Arithmetic alone: templates draw, no Django here.

Each chart is laid out twice, 720 and 340 units wide, so that its letters stay readable on any screen.
"""

from statistics.charts.bar import bars
from statistics.charts.lines import line
from statistics.charts.mark import marks
from statistics.charts.paper import Chart, Pin, Point, Row
from statistics.charts.signs import STANDINGS
from statistics.charts.small import SmallBars, SmallMarks, small_bars, small_marks
from statistics.charts.summary import summary

__all__ = [
    "STANDINGS",
    "Chart",
    "Pin",
    "Point",
    "Row",
    "SmallBars",
    "SmallMarks",
    "bars",
    "line",
    "marks",
    "small_bars",
    "small_marks",
    "summary",
]
