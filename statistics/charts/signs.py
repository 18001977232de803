"""Shapes for counts that are not settled, so that no colour is needed to tell them."""

from dataclasses import dataclass

from statistics.charts.paper import round_off

LARGEST, SMALLEST = 5, 2.5
# Each standing that has a shape, and what the key says of it.
STANDINGS = {
    "provisional": "Provisional: the publisher expects to revise it",
    "revised": "Revised: the publisher has changed it since it first came out",
    "estimated": "Estimated: worked out, not counted",
}


@dataclass(frozen=True)
class Sign:
    """A hollow circle, a full square or a hollow triangle."""

    x: float
    y: float
    standing: str
    radius: float = LARGEST

    @property
    def is_hollow(self) -> bool:
        return self.standing != "revised"

    @property
    def words(self) -> str:
        return STANDINGS[self.standing]

    @property
    def path(self) -> str:
        """Drawing instructions of SVG."""
        x, y, r = self.x, self.y, self.radius
        left, upper = round_off(x - r), round_off(y - r)
        match self.standing:
            case "provisional":
                return f"M{left} {y}a{r} {r} 0 1 0 {round_off(2 * r)} 0a{r} {r} 0 1 0 {round_off(-2 * r)} 0z"
            case "revised":
                return f"M{left} {upper}h{round_off(2 * r)}v{round_off(2 * r)}h{round_off(-2 * r)}z"
            case _:
                return f"M{x} {upper}L{round_off(x + r)} {round_off(y + r)}H{left}z"


def size(room: float) -> float:
    """As large as neighbours leave it, within what can be told apart."""
    return round_off(min(LARGEST, max(SMALLEST, room * 0.4)))


def key(standings: set[str]) -> tuple[Sign, ...]:
    """The shapes that were used, each at the middle of a square of sixteen units."""
    return tuple(Sign(8, 8, standing) for standing in STANDINGS if standing in standings)
