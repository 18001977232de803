"""The figures as statisticians edit them."""

from statistics.admin import claims, imports, measures, observations, rules  # noqa: F401
