"""Where every stroke of a chart goes. Arithmetic alone: templates draw, no Django here.

Each chart is laid out twice, 720 and 340 units wide, so that its letters stay readable on any screen.
"""

from statistics.charts.bar import bars
from statistics.charts.lines import Point, line
from statistics.charts.mark import marks
from statistics.charts.paper import Chart, Row
from statistics.charts.small import SmallBars, SmallMarks, small_bars, small_marks

__all__ = ["Chart", "Point", "Row", "SmallBars", "SmallMarks", "bars", "line", "marks", "small_bars", "small_marks"]
