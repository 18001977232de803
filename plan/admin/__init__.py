"""The plan as staff edit it."""

from plan.admin import actions, organisations, plans, themes  # noqa: F401
