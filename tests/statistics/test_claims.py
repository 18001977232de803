"""The claims ledger: each published statement beside our own sum."""

from datetime import date

import pytest

from statistics.models import Observation
from tests.factories import ClaimFactory
from tests.statistics.build import published, year

pytestmark = pytest.mark.django_db
ANNOUNCED = [
    ("Murders", 15, 2, 87),
    ("Shootings", 23, 12, 48),
    ("Gun crime", 139, 81, 42),
    ("Knife crime", 815, 578, 29),
    ("Violence with injury", 6942, 6114, 12),
]


def page(client):
    answer = client.get("/statistics/claims/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def claim(earlier, later, percentage, text="It fell.", **fields):
    first, second = published(earlier, later).observations.order_by("period_end")
    counts = {"earlier_count": earlier, "later_count": later}
    return ClaimFactory(**{"text": text, "earlier": first, "later": second, "percentage": percentage, **counts, **fields})


def test_five_of_five_announced_percentages_reproduce(client):
    for title, earlier, later, percentage in ANNOUNCED:
        claim(earlier, later, percentage, f"{title} fell.")
    text = page(client)
    assert "Five of five percentages reproduce." in text
    assert text.count("<td>Reproduces") == 5
    assert "6,942 to 6,114" in text
    assert "down 828 (12%)</a>" in text


def test_the_finding_stands_beside_the_statement(client):
    claim(139, 81, 42, "Gun crime fell.")
    text = page(client)
    assert '<th scope="col">Statement</th><th scope="col">Finding</th>' in text
    assert 'Gun crime fell.</th><td>Reproduces</td><td class="n"><span class="nb">139 to 81</span></td>' in text


def test_the_summary_is_computed_and_not_typed(client):
    claim(15, 2, 87)
    wrong = claim(23, 12, 50)
    assert "One of two percentages reproduces, one does not." in page(client)
    wrong.delete()
    assert "One of one percentage reproduces." in page(client)


def test_a_revised_count_is_said_to_be(client):
    claim(139, 81, 42)
    Observation.objects.filter(value=81).update(value=83)
    text = page(client)
    assert "<td>Revised since" in text
    assert "down 56 (40%)" in text


def test_a_percentage_published_without_counts_cannot_be_checked(client):
    ClaimFactory(text="Violence with injury rose.", direction="up", percentage=12, note="The police explain it.")
    text = page(client)
    assert "The percentage cannot be checked." in text
    assert "Not published" in text
    assert "up 12%" in text
    assert "The police explain it." in text


def test_rises_and_falls_are_told_without_colour(client):
    claim(15, 2, 87)
    ClaimFactory(direction="up", percentage=12)
    assert not {"better", "worse"} & set(page(client).replace('"', " ").split())


def test_a_document_is_a_section_with_who_and_when(client):
    claim(15, 2, 87, where="Announcement", said_by="The partnership", said_on=date(2024, 3, 11))
    ClaimFactory(where="Police figures", said_by="Merseyside Police", said_on=date(2024, 1, 1), said_on_is_month=True)
    text = page(client)
    assert text.index("Announcement</h2>") < text.index("Police figures</h2>")
    assert "The partnership, 11 March 2024" in text
    assert "Merseyside Police, January 2024" in text


def test_figures_that_are_not_public_leave_a_claim_unchecked(client):
    claim(139, 81, 42)
    Observation.objects.filter(value=81).update(state="draft")
    text = page(client)
    assert "The figures it rests on are not published here." in text
    assert "down 58" not in text


def test_a_claim_on_a_draft_measure_stays_unchecked(client):
    first, second = published(139, 81, draft=True).observations.order_by("period_end")
    ClaimFactory(earlier=first, later=second, percentage=42)
    assert "down 58" not in page(client)


def test_a_withheld_percentage_is_not_given_away_by_the_ledger(client):
    first, second = published(15, 2, small_counts="withhold").observations.order_by("period_end")
    ClaimFactory(earlier=first, later=second, percentage=50)
    text = page(client)
    assert "87%" not in text
    assert "below 50" in text


def test_draft_claims_are_not_listed(client):
    ClaimFactory(text="Secret.", draft=True)
    text = page(client)
    assert "Secret." not in text
    assert "No statement is listed here yet" in text


def test_a_later_year_does_not_disturb_a_claim(client):
    made = claim(139, 81, 42)
    year(made.later.series, 2023, 500)
    assert "<td>Reproduces" in page(client)
