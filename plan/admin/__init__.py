"""The plan as staff edit it."""

from plan.admin import actions, organisations, plans, reports  # noqa: F401
