"""What must not have happened to a meeting between two moments: the queue jumped, something that had ended or was erased there again."""

from typing import Any

from forum.models import Event, Registration
from forum.models.states import ENDED

FIELDS = ("pk", "state", "queue_rank", "has_place", "full_name")


def look(event: Event) -> dict[int, Any]:
    """Everybody's registration as it stands, by number; one statement."""
    return {row.pk: row for row in Registration.objects.filter(event=event).order_by().values_list(*FIELDS, named=True)}


def check(before: dict[int, Any], now: dict[int, Any]) -> None:
    """A rank only ever falls: whoever waits all the time, and stood before another by its rank of then, always stood before them."""
    waiting = [(row.queue_rank, row.pk) for row in before.values() if row.state == now[row.pk].state == "waiting"]
    served = [(row.queue_rank, row.pk) for row in now.values() if row.has_place and not (row.pk in before and before[row.pk].has_place)]
    overtaken = [place for place in served if waiting and place > min(waiting)]
    assert not overtaken, f"Somebody was served before one who waits longer: {overtaken}, and {min(waiting)} waits."
    again = [row.pk for row in before.values() if row.state in ENDED and now[row.pk].state not in ENDED]
    assert not again, f"What had ended is there again: {again}."
    known = [row.pk for row in before.values() if row.full_name is None and now[row.pk].full_name is not None]
    assert not known, f"Somebody erased is back: {known}."
