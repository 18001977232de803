"""Erasing for good what staff have looked up about somebody: each room registers how it erases what is its own."""

from collections.abc import Callable
from typing import Any

from citysafe.privacy.access import Numbers
from citysafe.privacy.overwriting import overwrite_what_is_gone

Erase = Callable[[int, Any, str], bool]
_erasers: dict[str, Erase] = {}


def register(model: str, erase: Erase) -> None:
    """`erase` is given a number, who erases it and why; it returns whether there was anything to erase.

    What belongs to it goes with it. It may raise `ValidationError`, in a sentence, and `OSError` where it cannot be written
    down outside the database.
    """
    _erasers[model] = erase


def erase(numbers: Numbers, *, by: Any, why: str) -> int:
    """Erase all of it; how many things that were."""
    done = sum(erase(number, by, why) for model, erase in _erasers.items() for number in sorted(numbers.get(model, ())))
    overwrite_what_is_gone()
    return done
