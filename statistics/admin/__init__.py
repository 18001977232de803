"""The figures as statisticians edit them."""

from statistics.admin import claims, measures, observations  # noqa: F401
