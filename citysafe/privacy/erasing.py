"""Erasing for good what staff have looked up about somebody: each room registers how it erases what is its own."""

from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction

from citysafe.privacy.access import Numbers
from citysafe.privacy.overwriting import overwrite_what_is_gone

Erase = Callable[[Collection[int], Any, str], int]
_erasers: dict[str, Erase] = {}


def register(model: str, erase: Erase) -> None:
    """`erase` is given numbers, who erases them and why, within a transaction; it returns how many there were to erase.

    What belongs to them goes with them. It may raise `ValidationError`, in a sentence, before it has written anything down
    outside the database, and `OSError` where that cannot be done.
    """
    _erasers[model] = erase


def erase(numbers: Numbers, *, by: Any, why: str) -> int:
    """Erase all of it, or nothing where anything cannot be; how many things that were.

    Numbers that were written down before something failed stay written down: the next day's work erases them.
    """
    with transaction.atomic(durable=True):
        done = sum(erase(sorted(numbers[name]), by, why) for name, erase in _erasers.items() if numbers.get(name))
    overwrite_what_is_gone()
    return done
