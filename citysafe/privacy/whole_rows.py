"""Erasing rows of which nothing is kept, such as an invitation or a code that was asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from citysafe.people import erased
from citysafe.privacy import traces


@dataclass(frozen=True)
class WholeRows:
    """The rows of `model`, each with the moment `asked_at` from which it is there; on file they are of this `kind`."""

    kind: str
    model: str

    @transaction.atomic
    def erase(self, numbers: Collection[int], by: Any, why: str) -> int:
        """Written down outside the database first; how many of them there were."""
        there = list(self._rows().filter(pk__in=numbers).values_list("pk", flat=True))
        for number in there:
            erased.remember(self.kind, number)
        return self._delete(there)

    @transaction.atomic
    def erase_again(self, number: int, at: datetime) -> bool:
        """After a restore: what has this number, if it was there at that moment."""
        return self._rows().filter(pk=number, asked_at__lte=at).exists() and bool(self._delete([number]))

    def _delete(self, numbers: Collection[int]) -> int:
        traces.forget(self.model, numbers)
        return int(self._rows().filter(pk__in=numbers).delete()[0])

    def _rows(self) -> Any:
        return apps.get_model(self.model)._base_manager.all()
