"""The ledger on the desk: the finding is computed, drafts included, and a statement asks for a look when its figures move."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from statistics.models import Claim, Observation
from tests.factories import ClaimFactory, FigureRevisionFactory
from tests.filled import filled
from tests.statistics.build import published, year
from tests.statistics.test_claims import claim
from tests.statistics.test_claims_revised import revise
from tests.world import member

pytestmark = pytest.mark.django_db
LIST = reverse("admin:statistics_claim_changelist")


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    return client


def text(desk, address):
    answer = desk.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def form(made):
    return reverse("admin:statistics_claim_change", args=[made.pk])


def act(desk, *claims):
    return desk.post(LIST, {"action": "looked_again", "_selected_action": [one.pk for one in claims]}, follow=True).content.decode()


def test_the_list_holds_what_was_claimed_beside_our_sum_and_the_finding(desk):
    claim(139, 81, 40)
    ClaimFactory(direction="up", percentage=4)
    found = text(desk, LIST)
    assert '<td class="field-claimed">down 40%</td><td class="field-our_sum">down 58 (42%) from 139</td>' in found
    assert '<td class="field-finding">Does not reproduce</td>' in found
    assert '<td class="field-our_sum">No figures</td><td class="field-finding">Cannot be checked</td>' in found


def test_drafts_are_reckoned_with_on_the_desk_alone(desk):
    claim(139, 81, 42)
    Observation.objects.update(state="draft")
    assert "down 58 (42%) from 139" in text(desk, LIST)
    assert "down 58" not in text(desk, "/statistics/claims/")


def test_the_form_says_what_the_statement_rests_on_and_what_a_revision_did_to_it(desk):
    made = claim(139, 81, 42)
    revise(made.later, 83, reason="Two were entered late.")
    found = text(desk, form(made))
    for line in (
        "Revised since.",
        "Claimed: down 42%. Our sum: down 56 (40%) from 139.",
        "October 2022 to September 2023, Liverpool, Tables: 83. Final, published.",
        "The counts today: 139 to 83.",
        "Revised on 1 June 2024: October 2022 to September 2023, 81 until then, 83 from then on. Two were entered late.",
        "By that the finding changed from “reproduces” to “revised since”.",
    ):
        assert f"{line}</p>" in found


def test_a_new_statement_has_nothing_to_compare_yet(desk):
    assert "Save it first" in text(desk, reverse("admin:statistics_claim_add"))


def test_two_counts_that_must_not_be_compared_say_why(desk):
    first, second = published(100).observations.get(), published(80, source="Others").observations.get()
    found = text(desk, form(ClaimFactory(earlier=first, later=second)))
    assert "Cannot be checked. The two counts are not of the same thing" in found


def test_a_statement_is_marked_when_a_figure_is_revised_until_somebody_looks(desk):
    made, other = claim(139, 81, 42), claim(23, 12, 48)
    revise(made.earlier, 140)
    assert text(desk, LIST).count("Revised on 1 June 2024") == 1
    assert "1 of 1 chosen: looked at again." in act(desk, made)
    assert "Revised on" not in text(desk, LIST)
    made.refresh_from_db()
    assert made.looked_at is not None
    assert Revision.objects.of(made).get().why == "From the list."
    revise(made.earlier, 141, timezone.now())
    assert list(Claim.objects.to_look_at()) == [made]
    assert list(Claim.objects.exclude(pk__in=Claim.objects.to_look_at())) == [other]


def test_the_list_can_be_narrowed_to_what_asks_for_a_look(desk):
    made = claim(139, 81, 42, text="Gun crime fell.")
    claim(23, 12, 48, text="Shootings fell.")
    revise(made.later, 83)
    found = text(desk, f"{LIST}?look=yes")
    assert "Gun crime fell." in found
    assert "Shootings fell." not in found


def test_a_revision_from_before_it_was_said_or_not_public_asks_for_no_look():
    made = claim(139, 81, 42)
    revise(made.later, 83, datetime(2024, 3, 11, 9, tzinfo=UTC))
    FigureRevisionFactory(observation=made.earlier, waiting=True)
    assert not Claim.objects.to_look_at()


@pytest.mark.parametrize("many", [2, 12])
def test_the_list_costs_as_many_queries_for_many_statements(desk, many, django_assert_max_num_queries):
    for number in range(many):
        revise(claim(139, 81, 42, text=f"Statement {number}").later, 83)
    text(desk, LIST)
    with django_assert_max_num_queries(18):
        text(desk, LIST)


def test_figures_to_choose_from_have_a_count_and_are_not_put_away(desk):
    series = published(139, 81, title="Gun crime")
    year(series, 2023, None)
    year(series, 2024, 70, archived=True)
    asked = {"app_label": "statistics", "model_name": "claim", "field_name": "later", "term": "Gun"}
    assert len(desk.get(reverse("admin:autocomplete"), asked).json()["results"]) == 2
    assert desk.get(reverse("admin:statistics_observation_changelist"), {"q": "Gun"}).context["cl"].result_count == 4


def test_a_statement_leads_to_its_place_in_the_ledger(desk):
    made = claim(139, 81, 42)
    assert f'href="/statistics/claims/#claim-{made.pk}"' in text(desk, form(made))
    Claim.objects.update(state="draft")
    assert f'href="/preview/statistics/claims/#claim-{made.pk}"' in text(desk, form(made))


def test_a_statement_of_a_direction_alone_can_be_entered(desk):
    address, area = reverse("admin:statistics_claim_add"), published(1).area
    typed = {
        "text": "Knife crime fell.",
        "said_by": "The partnership",
        "said_on": "11/03/2024",
        "where": "A leaflet",
        "subject": "Knife crime",
    }
    answer = desk.post(address, filled(desk, address, **typed, area=area.pk, direction="down"))
    assert answer.status_code == 302
    assert Claim.objects.get().said == "down"
