"""The kinds of mail that this site sends: each room registers its own when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass

from citysafe.mail.letters import Letter


class UnknownKindError(LookupError):
    """No room sends mail of this kind."""


@dataclass(frozen=True)
class Kind:
    """One kind of mail.

    `about` is the model whose number a mail of this kind is about, such as “forum.Registration”: so whoever is given, or
    erased, what is held about them is given and erased the mail too. `write` makes the letter from the number of what it is about, when it is sent; None says that nobody needs it any more.
    `sample` makes one from invented data, for staff to look at.
    """

    name: str
    title: str
    write: Callable[[int], Letter | None]
    sample: Callable[[], Letter]
    about: str


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    if kind.name in _kinds:
        raise ValueError(f"There is already a kind of mail “{kind.name}”.")
    _kinds[kind.name] = kind


def kind(name: str) -> Kind:
    """The kind of that name; `UnknownKindError` where there is none."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKindError(name) from None


def all_kinds() -> list[Kind]:
    """Every kind, by name."""
    return sorted(_kinds.values(), key=lambda known: known.name)
