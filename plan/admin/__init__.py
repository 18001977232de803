"""The plan as staff edit it."""

from plan.admin import actions, organisations, plan_files, plans  # noqa: F401
