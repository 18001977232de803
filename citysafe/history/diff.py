"""What differs between two readings of one thing. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass

KEPT_PRIVATE = "set; its value is not kept in the history"


@dataclass(frozen=True)
class Reading:
    """One field as a person reads it."""

    label: str
    words: str
    is_private: bool = False
    key: str = ""
    """Of a link: where it leads, whatever that is called at the moment."""

    @property
    def shown(self) -> str:
        return KEPT_PRIVATE if self.is_private and self.words else self.words


@dataclass(frozen=True)
class Difference:
    field: str
    label: str
    before: str
    after: str


def differences(before: Mapping[str, Reading], after: Mapping[str, Reading]) -> list[Difference]:
    """The fields whose words differ, in the order in which they stand; a field that is in one reading alone was empty in the other."""
    found = []
    for field in [*before, *(field for field in after if field not in before)]:
        old, new = before.get(field), after.get(field)
        if (old.words if old else "") != (new.words if new else ""):
            label = (new or old).label  # type: ignore[union-attr]
            found.append(Difference(field, label, old.shown if old else "", new.shown if new else ""))
    return found
