"""What a file that is brought would do, line by line."""

from typing import Any, Generic, TypeVar

Line = TypeVar("Line", bound=Any)


class Outcomes(Generic[Line]):
    """Of a preview: its `lines`, each with an `outcome`, parted by that."""

    lines: list[Line]

    def of(self, outcome: str) -> list[Line]:
        return [line for line in self.lines if line.outcome == outcome]

    @property
    def new(self) -> list[Line]:
        return self.of("new")

    @property
    def changed(self) -> list[Line]:
        return self.of("changed")

    @property
    def unchanged(self) -> list[Line]:
        return self.of("unchanged")
