from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from statistics.models.claim import ClaimQuerySet
    from statistics.places import Place


class StatisticsConfig(AppConfig):
    name = "statistics"
    verbose_name = "Figures"

    def ready(self) -> None:
        from django.core import checks

        from citysafe.work.tasks import Task, register
        from statistics.checks import measures_are_reachable
        from statistics.services import read_due, remember_due, write_due_revisions

        checks.register(measures_are_reachable, checks.Tags.database)
        register(Task("statistics.read_imports", "Imports of figures", read_due))
        register(Task("statistics.remember_hidden", "Figures hidden for another", remember_due))
        register(Task("statistics.write_revisions", "Revisions of figures", write_due_revisions))

    def claims(self, *, preview: bool) -> "ClaimQuerySet":
        """The statements that may be seen, for the pages of an app that does not import this one."""
        from statistics import shown

        return shown.claims(preview=preview)

    def reported(self, measures: Collection[int], *, since: datetime) -> list[dict[str, Any]]:
        """What the public may see of the measures with these keys, as plain data, for a report of an app that does not import this one."""
        from statistics import reported

        return reported.measures(measures, since=since)

    def still_told(self, rows: Sequence[dict[str, Any]], *, since: datetime) -> list[dict[str, Any]]:
        """The same data, stored at that moment, without what has become confidential since."""
        from statistics import reported

        return reported.still_told(rows, since=since)

    def places_of_initiative(self, pk: int, *, preview: bool) -> "list[Place]":
        """The areas of an initiative with the measures that have a figure for them, for the same pages."""
        from statistics import places

        return places.of_initiative(pk, preview=preview)
