"""The claims ledger: each published statement, its document, what our own sum says, and what became of that when a count was revised."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from statistics import comparison, shown, verdict, wording
from statistics.change import Change
from statistics.models import Claim, Observation
from statistics.verdict import Statement, Verdict
from statistics.versions import Version, versions


@dataclass(frozen=True)
class Turn:
    """A finding that a revision changed."""

    version: Version
    before: Verdict
    after: Verdict


@dataclass(frozen=True)
class Entry:
    """A statement with the change recomputed from the figures that it rests on, and their revisions since it was said, the newest first."""

    claim: Claim
    change: Change | None
    revisions: list[Version] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int] | None:
        """Both counts as they were published."""
        earlier, later = self.claim.earlier_count, self.claim.later_count
        return None if earlier is None or later is None else (earlier, later)

    @property
    def counts_of_the_day(self) -> tuple[int, int] | None:
        """As they were published; where they were not, as they stood here when it was said."""
        past = self._past[-1] if self._past else None
        return self.counts or (past.counts if past else None)

    @property
    def verdict(self) -> Verdict:
        return self._judged(self.change)

    @property
    def turns(self) -> list[Turn]:
        """The revisions that changed the finding, the newest first."""
        found = [self._judged(change) for change in (self.change, *self._past)]
        pairs = zip(self.revisions, found[1:], found, strict=False)
        return [Turn(version, before, after) for version, before, after in pairs if before is not after]

    @property
    def claimed_counts(self) -> str:
        return _to(self.counts) if self.counts else "Not published"

    @property
    def counts_today(self) -> str:
        """Where they are not those of the day any more: “871 to 877”."""
        today = self.change.counts if self.change else None
        return _to(today) if today and self.counts_of_the_day and today != self.counts_of_the_day else ""

    @property
    def why_not(self) -> str:
        """Why it cannot be checked, unless its counts were not published: that is said in their place."""
        if self.verdict is not Verdict.CANNOT:
            return ""
        if self.change:
            return self.change.why_no_percentage
        return "The figures it rests on are not published here." if self.counts else ""

    @cached_property
    def _past(self) -> list[Change]:
        """What was compared before each of the revisions."""
        return list(_before(self.claim, self.revisions))

    def _judged(self, change: Change | None) -> Verdict:
        claim = self.claim
        return verdict.judge(Statement(claim.direction, claim.percentage, self.counts_of_the_day, claim.difference), change)


@dataclass(frozen=True)
class Document:
    """The statements of one publication."""

    entries: list[Entry]

    @property
    def first(self) -> Claim:
        return self.entries[0].claim

    @property
    def summary(self) -> str:
        noun = "statement" if any(entry.claim.percentage is None for entry in self.entries) else "percentage"
        return verdict.summary([entry.verdict for entry in self.entries], noun)

    @property
    def updated_at(self) -> datetime:
        return max(
            [*(entry.claim.updated_at for entry in self.entries), *(version.at for entry in self.entries for version in entry.revisions)]
        )

    @property
    def when(self) -> str:
        on = self.first.said_on
        return f"{on:%B %Y}" if self.first.said_on_is_month else wording.day(on)


def documents(*, preview: bool) -> list[Document]:
    """Every statement that may be shown, grouped by the document it stands in, the newest first."""
    found = entries(shown.claims(preview=preview).with_figures(preview=preview), preview=preview)
    keyed = groupby(found, key=lambda entry: _document(entry.claim))
    return [Document(list(stated)) for _, stated in keyed]


def about(figure: Observation, *, preview: bool) -> list[Entry]:
    """The statements that rest on a figure as the later of two."""
    return entries(shown.claims(preview=preview).filter(later=figure).with_figures(preview=preview), preview=preview)


def entries(claims: Iterable[Claim], *, preview: bool) -> list[Entry]:
    """The claims (read `with_figures`) in their order with what we make of them: two queries more, however many there are."""
    found = list(claims)
    figures = [figure for claim in found for figure in (claim.earlier, claim.later) if figure]
    shown.tell(figures, preview=preview)
    by_figure: dict[int, list[Version]] = {}
    for version in versions(list({figure.pk: figure for figure in figures}.values())):
        by_figure.setdefault(version.figure.pk, []).append(version)
    return [_entry(claim, by_figure) for claim in found]


def hidden(*, preview: bool) -> int:
    """How many statements are left out because a confidential count could be worked out from them."""
    return Claim.objects.shown(preview=preview).count() - shown.claims(preview=preview).count()


def _entry(claim: Claim, by_figure: dict[int, list[Version]]) -> Entry:
    if not claim.figures_are_shown or claim.earlier is None or claim.later is None:
        return Entry(claim, None)
    of_it = {version.revision.pk: version for key in (claim.earlier_id, claim.later_id) for version in by_figure.get(key or 0, [])}
    since = [version for version in of_it.values() if timezone.localdate(version.at) > claim.said_by_then]
    newest_first = sorted(since, key=lambda version: (version.at, version.revision.pk), reverse=True)
    return Entry(claim, comparison.change(claim.earlier, claim.later), newest_first)


def _before(claim: Claim, revisions: Iterable[Version]) -> Iterator[Change]:
    """The two figures compared as they stood before each revision; each step goes one further back."""
    pair = [figure for figure in (claim.earlier, claim.later) if figure]
    for version in revisions:
        pair = [_as_it_was(figure, version) for figure in pair]
        yield comparison.change(*pair)


def _as_it_was(figure: Observation, version: Version) -> Observation:
    if figure.pk != version.figure.pk:
        return figure
    was = copy(figure)
    was.value, was.missing = version.revision.value_before, version.revision.missing_before
    return was


def _document(claim: Claim) -> tuple[object, ...]:
    return (claim.said_on, claim.said_on_is_month, claim.said_by, claim.where, claim.url)


def _to(counts: tuple[int, int]) -> str:
    return " to ".join(wording.count(count) for count in counts)
