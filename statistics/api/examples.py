"""Examples for the page about the API: what the addresses answer at this moment, made short."""

import json
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from statistics.api import answers
from statistics.files.published import Published
from statistics.readings import Reading

LEFT_OUT = "…"
LONGEST_TEXT = 90
LONGEST_LINE = 110
LAST_OF = {"figures"}  # the last of them has something before it to be compared with


@dataclass(frozen=True)
class Example:
    """`answer` is JSON in which LEFT_OUT stands for items of a list, and for the end of a text, that are left out."""

    address: str
    what: str
    answer: str


def examples(found: Published) -> list[Example]:
    """One of each address; of a measure only where one is public."""
    of_all = {
        "areas": answers.of_areas,
        "sources": answers.of_sources,
        "claims": answers.of_claims,
        "releases": answers.of_releases,
        "revisions": answers.of_revisions,
    }
    with_figures = sorted((reading for reading in found.readings if reading.main), key=_is_plain)
    return [
        _example("api-root", "Where to start: who publishes this, on which terms, and the lists that there are.", answers.root(found)),
        _example("api-measures", answers.LISTS["measures"], answers.of_measures(found.readings)),
        *(
            _example("api-measure", "One measure with all its figures.", answers.of_measure(one, found.versions_of(one)), one.measure.slug)
            for one in with_figures[:1]
        ),
        *(_example(f"api-{name}", answers.LISTS[name], answer(found)) for name, answer in of_all.items()),
    ]


def _is_plain(reading: Reading) -> tuple[bool, bool]:
    """Those first whose latest figure has a percentage, and among them those that were announced with the plan."""
    has_percentage = reading.main is not None and reading.main.change is not None and bool(reading.main.change.percentage)
    return not has_percentage, reading.measure.group != reading.measure.Group.HEADLINE


def _example(name: str, what: str, answer: dict[str, Any], *parts: str) -> Example:
    return Example(reverse(f"statistics:{name}", args=parts), what, laid_out(shortened(answer)))


def laid_out(value: Any, indent: str = "") -> str:
    """JSON in which what fits stands on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or len(indent + line) <= LONGEST_LINE:
        return line
    inner = indent + "  "
    parts = [laid_out(part, inner) for part in value] if isinstance(value, list) else _named(value, inner)
    start, end = "[]" if isinstance(value, list) else "{}"
    return f"{start}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{end}"


def _named(value: dict[str, Any], inner: str) -> list[str]:
    return [f"{json.dumps(name, ensure_ascii=False)}: {laid_out(part, inner)}" for name, part in value.items()]


def shortened(value: Any, name: str = "") -> Any:
    """One item of each list and the start of each long text."""
    if isinstance(value, dict):
        return {key: shortened(part, key) for key, part in value.items()}
    if isinstance(value, list) and len(value) > 1:
        return [LEFT_OUT, shortened(value[-1])] if name in LAST_OF else [shortened(value[0]), LEFT_OUT]
    if isinstance(value, list):
        return [shortened(part) for part in value]
    is_long = isinstance(value, str) and len(value) > LONGEST_TEXT and not value.startswith("http")
    return value[: LONGEST_TEXT - 1] + LEFT_OUT if is_long else value
