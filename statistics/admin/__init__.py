"""The figures as statisticians edit them."""

from statistics.admin import claims, imports, measures, observations, releases, rules  # noqa: F401
