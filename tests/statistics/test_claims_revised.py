"""A finding follows the revisions of the counts that a statement rests on, and says which of them changed it."""

from datetime import UTC, date, datetime

import pytest

from statistics import ledger
from statistics.models import Claim
from statistics.verdict import Verdict
from tests.factories import ClaimFactory, FigureRevisionFactory
from tests.statistics.build import published
from tests.statistics.test_claims import claim, page

pytestmark = pytest.mark.django_db
SUMMER, AUTUMN = datetime(2024, 6, 1, 12, tzinfo=UTC), datetime(2024, 9, 1, 12, tzinfo=UTC)


def revise(figure, value, at=SUMMER, **fields):
    before = figure.value
    type(figure).objects.filter(pk=figure.pk).update(value=value, missing="" if value is not None else "not_available")
    figure.refresh_from_db()
    return FigureRevisionFactory(observation=figure, value_before=before, public_from=at, **fields)


def entry(of):
    [found] = ledger.entries(Claim.objects.filter(pk=of.pk).with_figures(preview=False), preview=False)
    return found


def test_the_revision_that_changed_the_finding_is_named_with_its_day_and_reason(client):
    revise(claim(139, 81, 42, subject="Gun crime").later, 83, reason="Two were entered late.")
    text = page(client)
    assert '139 to 81</span><br>Today <span class="nb">139 to 83</span>' in text
    assert (
        "<strong>Gun crime.</strong> The finding changed from “reproduces” to “revised since” on 1 June 2024: "
        "the count for October 2022 to September 2023 was 81 until then, and is 83 since. Two were entered late." in text
    )


def test_two_revisions_of_either_count_are_followed_one_by_one():
    made = claim(100, 80, 20)
    revise(made.later, 84, SUMMER)
    revise(made.earlier, 105, AUTUMN)
    assert [(turn.before, turn.after) for turn in entry(made).turns] == [(Verdict.REPRODUCES, Verdict.REVISED)]
    assert entry(made).counts_today == "105 to 84"
    assert [version.at for version in entry(made).revisions] == [AUTUMN, SUMMER]


def test_a_revision_back_to_what_was_said_turns_the_finding_back():
    made = claim(100, 80, 20)
    revise(made.later, 84, SUMMER)
    revise(made.later, 80, AUTUMN)
    assert [(turn.before, turn.after) for turn in entry(made).turns] == [
        (Verdict.REVISED, Verdict.REPRODUCES),
        (Verdict.REPRODUCES, Verdict.REVISED),
    ]
    assert entry(made).counts_today == ""


def test_a_statement_without_counts_is_judged_by_those_of_its_day():
    first, second = published(100, 80).observations.order_by("period_end")
    right, wrong = (ClaimFactory(earlier=first, later=second, percentage=percentage) for percentage in (20, 16))
    revise(second, 84)
    assert (entry(right).verdict, entry(wrong).verdict) == (Verdict.REVISED, Verdict.DOES_NOT)
    assert entry(right).counts_of_the_day == (100, 80)
    assert entry(right).claimed_counts == "Not published"


def test_a_revision_before_the_statement_is_not_one_since():
    made = claim(100, 80, 20, said_on=date(2024, 6, 1))
    revise(made.later, 84)
    assert entry(made).revisions == entry(made).turns == []


def test_where_the_month_alone_is_known_it_can_have_been_said_until_its_end():
    made = claim(100, 80, 20, said_on=date(2024, 6, 1), said_on_is_month=True)
    revise(made.later, 84, datetime(2024, 6, 30, tzinfo=UTC))
    assert entry(made).revisions == []
    revise(made.later, 85, datetime(2024, 7, 1, tzinfo=UTC))
    assert len(entry(made).revisions) == 1


def test_a_count_that_came_later_made_the_statement_checkable():
    made = claim(100, 80, 20)
    type(made.later).objects.filter(pk=made.later_id).update(value=None, missing="not_available")
    FigureRevisionFactory(observation=made.later, value=80, missing="", value_before=None, missing_before="not_available", is_written=False)
    assert [(turn.before, turn.after) for turn in entry(made).turns] == [(Verdict.CANNOT, Verdict.REPRODUCES)]


def test_of_a_hidden_count_no_revision_is_told(client):
    made = claim(61742, 36599, 41, subject="Admissions")
    revise(made.later, 36600)
    type(made.later).objects.filter(pk=made.later_id).update(value=None, missing="confidential")
    text = page(client)
    assert not [sign for sign in ("36,599", "36,600", "61,742", "41%", "Admissions") if sign in text]
    assert "1 statement is not listed" in text


def test_a_revision_that_is_not_public_yet_changes_nothing(client):
    made = claim(139, 81, 42)
    FigureRevisionFactory(observation=made.later, waiting=True, value=83, value_before=81)
    assert "<td>Reproduces" in page(client)
    assert entry(made).turns == []


def test_a_page_with_a_revision_was_last_updated_then(client):
    made = claim(139, 81, 42)
    Claim.objects.update(updated_at=datetime(2024, 4, 1, tzinfo=UTC))
    revise(made.later, 83)
    assert 'Last updated <time datetime="2024-06-01">' in page(client)


@pytest.mark.parametrize(
    ("said", "fields", "finding"),
    [
        ("down 58", {"difference": 58}, "Reproduces"),
        ("down 57", {"difference": 57}, "Does not reproduce"),
        ("down 58 (42%)", {"difference": 58, "percentage": 42}, "Reproduces"),
        ("down 58 (40%)", {"difference": 58, "percentage": 40}, "Does not reproduce"),
        ("down", {}, "Reproduces"),
        ("up", {"direction": "up"}, "Does not reproduce"),
    ],
)
def test_a_difference_or_a_direction_alone_is_checked_too(client, said, fields, finding):
    made = claim(139, 81, **{"percentage": None, **fields})
    text = page(client)
    assert f">{said}</span>" in text
    assert f'<tr id="claim-{made.pk}"><th scope="row" class="long">It fell.</th><td>{finding}</td>' in text


def test_where_not_all_are_percentages_the_summary_speaks_of_statements(client):
    claim(139, 81, 42)
    claim(23, 12, None)
    assert "Two of two statements reproduce." in page(client)


def test_a_direction_from_none_can_be_checked_and_a_percentage_cannot():
    assert entry(claim(0, 3, None, direction="up")).verdict is Verdict.REPRODUCES
    assert entry(claim(0, 3, 100, direction="up")).verdict is Verdict.CANNOT


def test_the_measures_page_leads_to_the_statement(client):
    made = claim(139, 81, 42)
    assert f'<a href="/statistics/claims/#claim-{made.pk}">' in client.get(made.later.series.measure.get_absolute_url()).content.decode()
