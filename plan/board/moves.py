"""What moved between two reports, from what each of them tells of the actions. No Django here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Entry = Mapping[str, Any]
KINDS = {
    "better": "Better",
    "worse": "Worse",
    "mixed": "Better and worse",
    "changed": "Changed",
    "new": "New",
    "dropped": "No longer in the plan",
    "unchanged": "Unchanged",
}
RATINGS = {"red": 0, "amber": 1, "green": 2, "blue": 3}
STATES = {"not_started": 0, "in_progress": 1, "complete": 2}
"""What is better than what; anything else, such as stopped or not rated, is neither better nor worse."""


def between(before: Sequence[Entry], now: Sequence[Entry]) -> list[dict[str, Any]]:
    """One line for each action of either report: those of now in their order, then those that are gone. An action is known by its `id`."""
    was, are = {entry["id"]: entry for entry in before}, {entry["id"] for entry in now}
    return [
        *(_line(entry, was.get(entry["id"])) for entry in now),
        *(_named(entry, "dropped", [], was=entry) for entry in before if entry["id"] not in are),
    ]


def counts(before: Iterable[Entry] | None, now: Iterable[Entry], words: Sequence[tuple[str, object, str]]) -> list[dict[str, Any]]:
    """How many actions there are of each kind, then and now: for each field, value and wording; those that never occur are left out."""
    rows = [(said, _count(before, field, value), _count(now, field, value)) for field, value, said in words]
    return [{"words": said, "before": then, "now": today} for said, then, today in rows if then or today]


def _count(entries: Iterable[Entry] | None, field: str, value: object) -> int | None:
    return None if entries is None else sum(entry[field] == value for entry in entries)


def _line(now: Entry, was: Entry | None) -> dict[str, Any]:
    if was is None:
        return _named(now, "new", [], was=None)
    steps = [step for step in (_state(was, now), _rating(was, now), _due(was, now), _late(was, now), _lead(was, now)) if step]
    ways = {way for way, _ in steps}
    kind = "mixed" if ways >= {"better", "worse"} else next((way for way in ("better", "worse", "changed") if way in ways), "unchanged")
    return _named(now, kind, [said for _, said in steps], was=was)


def _named(entry: Entry, kind: str, words: list[str], *, was: Entry | None) -> dict[str, Any]:
    names = {name: entry[name] for name in ("id", "reference", "title", "address")}
    return {**names, "kind": kind, "kind_words": KINDS[kind], "words": words, "was": _standing(was) if was else ""}


def _standing(entry: Entry) -> str:
    """“In progress. Amber: some risk. Late”."""
    return ". ".join(filter(None, [entry["state_words"], entry["rating_words"], "Late" if entry["is_late"] else ""]))


def _state(was: Entry, now: Entry) -> tuple[str, str] | None:
    said = f"State: from “{was['state_words']}” to “{now['state_words']}”"
    return (_way(STATES, was["state"], now["state"]), said) if was["state"] != now["state"] else None


def _rating(was: Entry, now: Entry) -> tuple[str, str] | None:
    """An action that is over may have none: that it is over is told by its state."""
    said = f"Rating: from “{was['rating_words'] or 'None'}” to “{now['rating_words'] or 'None'}”"
    return (_way(RATINGS, was["rating"], now["rating"]), said) if was["rating"] != now["rating"] else None


def _due(was: Entry, now: Entry) -> tuple[str, str] | None:
    """A date that was put off is no progress."""
    if (was["due_by"], was["due"]) == (now["due_by"], now["due"]):
        return None
    both = was["due_by"] and now["due_by"] and was["due_by"] != now["due_by"]
    way = ("worse" if now["due_by"] > was["due_by"] else "better") if both else "changed"
    return way, f"Due: from {was['due'] or 'no date'} to {now['due'] or 'no date'}"


def _late(was: Entry, now: Entry) -> tuple[str, str] | None:
    if was["is_late"] == now["is_late"]:
        return None
    return ("worse", "Now late") if now["is_late"] else ("changed", "No longer late")


def _lead(was: Entry, now: Entry) -> tuple[str, str] | None:
    said = f"Lead partner: from {was['lead'] or 'nobody yet'} to {now['lead'] or 'nobody'}"
    return ("changed", said) if was["lead"] != now["lead"] else None


def _way(order: Mapping[str, int], was: str, now: str) -> str:
    if was not in order or now not in order:
        return "changed"
    return "better" if order[now] > order[was] else "worse"
