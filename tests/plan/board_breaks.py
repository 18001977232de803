"""How each constraint of reports to the board is broken."""

from datetime import UTC, date, datetime

from tests.breaking import change, repeat
from tests.factories import BoardReportFactory

BREAKS = {
    "plan_board_report_approved_before_frozen": lambda: change(
        BoardReportFactory(frozen=True), approved_at=datetime(2024, 10, 3, tzinfo=UTC)
    ),
    "plan_board_report_approved_whole": lambda: change(BoardReportFactory(approved=True), checksum=""),
    "plan_board_report_as_at_not_before_period": lambda: change(BoardReportFactory(), as_at=date(2024, 3, 31)),
    "plan_board_report_audience_is_known": lambda: change(BoardReportFactory(), audience="lost"),
    "plan_board_report_frozen_whole": lambda: change(BoardReportFactory(frozen=True), content=None),
    "plan_board_report_one_a_day": lambda: repeat(BoardReportFactory, "plan", "as_at"),
    "plan_board_report_period_in_order": lambda: change(BoardReportFactory(), period_ends=date(2024, 3, 31)),
}
