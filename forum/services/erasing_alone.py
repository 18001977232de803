"""Erasing what is about somebody in the registration of somebody else, which stays as it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from citysafe.people import erased
from citysafe.people.personal_data import ALONE
from forum.models import Registration
from forum.services.recording import note


@dataclass(frozen=True)
class Alone:
    """The fields of a registration that the registry lists under `name`. `since`: the moment from which they can be there."""

    kind: str
    name: str
    since: str
    title: str

    @transaction.atomic
    def erase(self, numbers: Collection[int], by: Any, why: str) -> int:
        """Written down outside the database first; of how many of them anything was there."""
        all_there = [there for number in numbers if (there := self._there(pk=number))]
        for there in all_there:
            erased.remember(self.kind, there.key.int)
            self._clear(there)
            note(registration=there, by=by, words=f"{self.title} is erased for good. {why}")
        return len(all_there)

    @transaction.atomic
    def erase_again(self, number: int, at: datetime) -> bool:
        """After a restore: in what has the key of this number."""
        there = self._there(key=UUID(int=number), **{f"{self.since}__lte": at})
        if there is not None:
            self._clear(there)
        return there is not None

    def _there(self, **which: Any) -> Registration | None:
        return Registration.objects.filter(**which, **{f"{self.name.rpartition('.')[2]}__isnull": False}).first()

    def _clear(self, there: Registration) -> None:
        Registration.objects.filter(pk=there.pk).update(**dict.fromkeys(ALONE[self.name]))


ALONE_ERASED = (
    Alone("forum.new-address", "forum.Registration.new_email", since="new_email_asked_at", title="A new address that nobody had confirmed"),
    Alone("forum.registrar", "forum.Registration.registrar_email", since="registered_at", title="Who registered the person"),
)
