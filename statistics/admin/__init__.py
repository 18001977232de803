"""The figures as statisticians edit them."""

from statistics.admin import annotations, claims, definitions, imports, measures, observations, relations, releases, rules  # noqa: F401
