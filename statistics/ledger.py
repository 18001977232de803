"""The claims ledger: each published statement, its document, and what our own sum says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from statistics import comparison, shown, verdict, wording
from statistics.change import Change
from statistics.models import Claim, Observation
from statistics.verdict import Statement, Verdict


@dataclass(frozen=True)
class Entry:
    """A statement with the change recomputed from the figures that it rests on."""

    claim: Claim
    change: Change | None

    @property
    def counts(self) -> tuple[int, int] | None:
        """Both counts as they were published."""
        earlier, later = self.claim.earlier_count, self.claim.later_count
        return None if earlier is None or later is None else (earlier, later)

    @property
    def verdict(self) -> Verdict:
        return verdict.judge(Statement(self.claim.direction, self.claim.percentage, self.counts), self.change)

    @property
    def claimed_counts(self) -> str:
        return " to ".join(wording.count(count) for count in self.counts) if self.counts else "Not published"

    @property
    def why_not(self) -> str:
        """Why it cannot be checked, unless its counts were not published: that is said in their place."""
        if self.verdict is not Verdict.CANNOT:
            return ""
        if self.change:
            return self.change.why_no_percentage
        return "The figures it rests on are not published here." if self.counts else ""


@dataclass(frozen=True)
class Document:
    """The statements of one publication."""

    entries: list[Entry]

    @property
    def first(self) -> Claim:
        return self.entries[0].claim

    @property
    def summary(self) -> str:
        return verdict.summary([entry.verdict for entry in self.entries])

    @property
    def updated_at(self) -> datetime:
        return max(entry.claim.updated_at for entry in self.entries)

    @property
    def when(self) -> str:
        on = self.first.said_on
        return f"{on:%B %Y}" if self.first.said_on_is_month else wording.day(on)


def documents(*, preview: bool) -> list[Document]:
    """Every statement that may be shown, grouped by the document it stands in, the newest first."""
    found = list(Claim.objects.shown(preview=preview).disclosable().with_figures(preview=preview))
    shown.revised(_figures(found), preview=preview)
    keyed = groupby(found, key=lambda claim: (claim.said_on, claim.said_on_is_month, claim.said_by, claim.where, claim.url))
    return [Document([_entry(claim) for claim in claims]) for _, claims in keyed]


def about(figure: Observation, *, preview: bool) -> list[Entry]:
    """The statements that rest on a figure as the later of two."""
    found = list(figure.claims.shown(preview=preview).disclosable().with_figures(preview=preview))
    shown.revised(_figures(found), preview=preview)
    return [_entry(claim) for claim in found]


def hidden(*, preview: bool) -> int:
    """How many statements are left out because a confidential count could be worked out from them."""
    stated = Claim.objects.shown(preview=preview)
    return stated.count() - stated.disclosable().count()


def _figures(claims: Iterable[Claim]) -> list[Observation]:
    """Those that the statements rest on."""
    return [figure for claim in claims for figure in (claim.earlier, claim.later) if figure]


def _entry(claim: Claim) -> Entry:
    if not claim.figures_are_shown or claim.earlier is None or claim.later is None:
        return Entry(claim, None)
    return Entry(claim, comparison.change(claim.earlier, claim.later))
