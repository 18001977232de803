"""The plan as staff edit it."""

from plan.admin import actions, organisations, plans  # noqa: F401
