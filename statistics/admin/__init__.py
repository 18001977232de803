"""The figures as statisticians edit them."""

from statistics.admin import claims, definitions, imports, measures, observations, rules  # noqa: F401
