"""What goes by itself: the rows of a model whose time is over lose what the registry of personal data says, day by day.

How long, and which fields, stands in `citysafe.people.personal_data` alone. A room says here from which moment its rows count.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from citysafe.people import erased
from citysafe.people.personal_data import fields_of
from citysafe.people.retention import Retention
from citysafe.privacy import traces
from citysafe.privacy.models import PurgeRecord
from citysafe.privacy.overwriting import overwrite_what_is_gone
from citysafe.work import tasks

SLICE = 100  # rows in one transaction
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Purge:
    """The fields of `model` that are kept for `kept` after the day or moment to which the look-up `since` leads.

    Fields that can be empty are emptied; a row with others goes altogether. `ends`: with them goes the person, and so what
    else points there, such as the outbox and the history. Of the rows for which `only` holds they can go `sooner`;
    `whole`: the row goes, even where its fields can be empty.
    """

    model: str
    kept: Retention
    since: str
    title: str
    ends: bool = False
    whole: bool = False
    sooner: Retention | None = None
    only: Q = field(default_factory=Q)

    @property
    def after(self) -> timedelta:
        return (self.sooner or self.kept).after

    @cached_property
    def rows(self) -> Any:
        return apps.get_model(self.model)._base_manager

    @cached_property
    def emptied(self) -> dict[str, None]:
        """The fields that are set to nothing; none where the row goes."""
        fields = fields_of(self.rows.model, self.kept)
        return dict.fromkeys(one.name for one in fields) if not self.whole and all(one.null for one in fields) else {}

    def over(self) -> models.QuerySet:
        """What should be gone by now, and is still there."""
        rows = self.rows.filter(self.only, **{f"{self.since}__lte": self._limit()}).order_by("pk")
        return rows.filter(reduce(or_, (Q(**{f"{name}__isnull": False}) for name in self.emptied))) if self.emptied else rows

    def slices(self) -> Iterator[int]:
        """Erase what is over, a slice at a time; how many rows each was."""
        while not tasks.ending.is_set() and (chosen := list(self.over().values_list("pk", flat=True)[:SLICE])):
            yield self._erase(chosen)

    @transaction.atomic
    def _erase(self, chosen: list[int]) -> int:
        if self.ends:
            traces.forget(self.model, chosen)
        rows = self.over().filter(pk__in=chosen)
        return rows.update(**self.emptied) if self.emptied else rows.order_by().delete()[1].get(self.model, 0)

    def _limit(self) -> Any:
        """By the calendar where a day counts, by the clock where a moment does."""
        return (timezone.localdate() if self._counts_days else timezone.now()) - self.after

    @cached_property
    def _counts_days(self) -> bool:
        *path, name = self.since.split("__")
        model: Any = self.rows.model
        for step in path:
            model = model._meta.get_field(step).related_model
        return type(model._meta.get_field(name)) is models.DateField


@dataclass(frozen=True)
class Own:
    """What a room erases in its own way, as where each row has a time of its own: `run` says how much that was."""

    title: str
    run: Callable[[], int]
    after: timedelta = A_DAY

    def slices(self) -> Iterator[int]:
        yield self.run()


_purges: list[Purge | Own] = []


def register(*purges: Purge | Own) -> None:
    _purges.extend(purges)


def all_purges() -> list[Purge | Own]:
    """Every one, in the order in which the rooms named them."""
    return [*_purges]


def run() -> str:
    """Once a day everything, and at any time what is kept for hours; one sentence of how much went.

    A day that was missed is made good by the next run: what counts is how long something has been kept. What cannot be
    erased stops nothing else and is raised; what went is on record, and the day is not until a run has no fault.
    """
    today, faults = timezone.localdate(), list[Exception]()
    is_first = not PurgeRecord.objects.whole().filter(day=today).exists()
    counts = _run([purge for purge in all_purges() if is_first or purge.after < 7 * A_DAY], faults)
    for also in (erased.replay, _forget_the_erased) if is_first else ():
        with _noted(faults):
            also()
    is_whole = not faults and not tasks.ending.is_set()
    if counts or (is_first and is_whole):
        _record(today, counts, is_whole=is_whole)
    if counts:
        overwrite_what_is_gone()
    if faults:
        raise ExceptionGroup("Some personal data could not be erased.", faults)
    return f"erased {' and '.join(f'{title} ({count})' for title, count in counts.items())}" if counts else ""


def _run(purges: list[Purge | Own], faults: list[Exception]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for purge in purges:
        with _noted(faults):
            for went in purge.slices():
                counts[purge.title] += went
    return +counts


def _forget_the_erased() -> None:
    erased.forget_before(timezone.now() - erased.BACKUPS_KEPT)


@contextmanager
def _noted(faults: list[Exception]) -> Iterator[None]:
    try:
        yield
    except Exception as fault:  # noqa: BLE001 (whatever it is, what else is over goes)
        faults.append(fault)


@transaction.atomic
def _record(day: date, counts: Counter[str], *, is_whole: bool) -> None:
    """One record a day, whoever comes first; the public pages that show it are made anew."""
    PurgeRecord.objects.get_or_create(day=day)
    record = PurgeRecord.objects.select_for_update().get(day=day)
    record.counts = dict(Counter(record.counts) + counts)
    record.at = timezone.now() if is_whole else record.at
    record.save()
