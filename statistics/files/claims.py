"""What was claimed, beside our own sum."""

from collections.abc import Iterable, Iterator
from typing import Any

from citysafe.design.tables import Column, Table
from statistics.ledger import Document, Entry
from statistics.models import Claim
from statistics.verdict import Verdict

TABLE = Table(
    "claims",
    "What was claimed",
    "One row for each percentage that was published about the figures, beside our own sum from the counts.",
    (
        Column("claim_id", "integer", "The statement's number."),
        Column("text", "string", "The statement in short."),
        Column("subject", "string", "The thing counted, in the statement's own terms."),
        Column("area_id", "integer", "The area it speaks of."),
        Column("said_by", "string", "Who published it."),
        Column("said_on", "date", "The day on which it was published, or the first day of its month."),
        Column("only_month_known", "boolean", "yes where the month alone is known."),
        Column("document", "string", "In which document or statement it was said."),
        Column("url", "string", "Where it was published."),
        Column("claimed_direction", "string", "Which way, as claimed.", tuple(Claim.Direction.values)),
        Column("claimed_percentage", "integer", "The whole percentage that was published, without sign; [z] where none was."),
        Column("claimed_difference", "integer", "The difference that was published, without sign; [z] where none was."),
        Column("claimed_earlier_count", "integer", "The earlier count as published there; [x] where none was."),
        Column("claimed_later_count", "integer", "The later count as published there; [x] where none was."),
        Column(
            "earlier_count_of_the_day",
            "integer",
            "That count; where none was published, as it stood here on the day. [x] where it stands so still.",
        ),
        Column("later_count_of_the_day", "integer", "The same for the later count."),
        Column("earlier_figure_id", "integer", "The earlier figure it rests on; [x] where none is published here."),
        Column("later_figure_id", "integer", "The later figure it rests on; [x] where none is published here."),
        Column("our_change_in_words", "string", "Our own sum from the figures."),
        Column("finding", "string", "What our own sum says of the statement.", tuple(verdict.value for verdict in Verdict)),
        Column("why_not_checked", "string", "Why it cannot be checked."),
        Column("note", "string", "What a reader must know."),
    ),
    key="claim_id",
    links={"area_id": "areas", "earlier_figure_id": "figures", "later_figure_id": "figures"},
)
NOT_GIVEN = "[x]"


def entries(documents: Iterable[Document]) -> list[Entry]:
    return [entry for document in documents for entry in document.entries]


def rows(documents: Iterable[Document]) -> Iterator[dict[str, Any]]:
    for entry in entries(documents):
        claim, change = entry.claim, entry.change
        same = {name: getattr(claim, name) for name in ("text", "subject", "area_id", "said_by", "said_on", "url", "note")}
        yield {
            "claim_id": claim.pk,
            **same,
            "only_month_known": claim.said_on_is_month,
            "document": claim.where,
            "claimed_direction": claim.direction,
            "claimed_percentage": claim.percentage,
            "claimed_difference": claim.difference,
            "claimed_earlier_count": entry.counts[0] if entry.counts else NOT_GIVEN,
            "claimed_later_count": entry.counts[1] if entry.counts else NOT_GIVEN,
            "earlier_count_of_the_day": entry.counts_of_the_day[0] if entry.counts_of_the_day else NOT_GIVEN,
            "later_count_of_the_day": entry.counts_of_the_day[1] if entry.counts_of_the_day else NOT_GIVEN,
            "earlier_figure_id": claim.earlier_id if change else NOT_GIVEN,
            "later_figure_id": claim.later_id if change else NOT_GIVEN,
            "our_change_in_words": change.words if change else None,
            "finding": entry.verdict.value,
            "why_not_checked": entry.why_not,
        }
