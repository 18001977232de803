"""What a letter says of the workshops that somebody chose."""

from forum.models import Registration


def chosen(of: Registration) -> list[tuple[str, str]]:
    """Among the facts: those in which a place is kept, or the wishes of somebody who has none at the meeting."""
    kept, wished = (_described(of, is_kept=is_kept) for is_kept in (True, False))
    told = [("Workshops", "; ".join(kept))] if kept else []
    return told if of.has_a_place or not wished else [*told, ("Workshops you would like", "; ".join(wished))]


def full(of: Registration) -> str:
    """The workshops that were full when a place came free for somebody who had wished for them."""
    return " · ".join(_described(of, is_kept=False)) if of.has_a_place else ""


def _described(of: Registration, *, is_kept: bool) -> list[str]:
    return [seat.workshop.described for seat in of.seats.filter(is_kept=is_kept).select_related("workshop")]
