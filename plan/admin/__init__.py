"""The plan as staff edit it."""

from plan.admin import actions, board_reports, organisations, plan_files, plans, reports, themes  # noqa: F401
