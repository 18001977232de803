"""The figures as statisticians edit them."""

from statistics.admin import annotations, claims, imports, measures, observations, releases, rules  # noqa: F401
