"""Erasing rows of which nothing is kept, such as an invitation or a code that was asked for."""

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
    def erase(self, number: int, by: Any, why: str) -> bool:
        """Written down outside the database first; False where there is none."""
        there = self._rows().filter(pk=number)
        if not there.exists():
            return False
        erased.remember(self.kind, number)
        return self._delete(number)

    @transaction.atomic
    def erase_again(self, number: int, at: datetime) -> bool:
        """After a restore: what has this number, if it was there at that moment."""
        return self._rows().filter(pk=number, asked_at__lte=at).exists() and self._delete(number)

    def _delete(self, number: int) -> bool:
        traces.forget(self.model, [number])
        return bool(self._rows().filter(pk=number).delete()[0])

    def _rows(self) -> Any:
        return apps.get_model(self.model)._base_manager.all()
