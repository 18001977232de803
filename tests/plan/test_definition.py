"""What the plan means by serious violence, and where others mean something else."""

import pytest
from django.urls import reverse

from tests.factories import DefinitionFactory, PlanFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
PAGES = ("/plan/", "/plan/plans/the-plan/", "/plan/plans/the-plan/whole/")


def plan(**of_definition):
    words = {"name": "Serious harm", "whose": "The board", "counts": "Harm by a weapon.", "url": "https://board.example/what"}
    definition = DefinitionFactory(**words | of_definition)
    return PlanFactory(current=True, slug="the-plan", definition=definition)


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", PAGES)
def test_it_stands_on_the_plan_s_pages_with_its_source_and_leads_to_the_others(client, address):
    concept = plan(leaves_out="Threats.", note="Adopted in spring.").definition.concept
    page = text(client, address)
    wanted = ["Serious harm", "Harm by a weapon.", "Threats.", "The board: <a href", "https://board.example/what", "Adopted in spring."]
    wanted.append(f'href="/statistics/definitions/#concept-{concept.slug}"')
    assert [words for words in wanted if words not in page] == []
    assert f'<h2 id="concept-{concept.slug}">' in text(client, "/statistics/definitions/")


@pytest.mark.parametrize("state", ["draft", "review", "archived", "scheduled"])
@pytest.mark.parametrize("address", PAGES)
def test_one_whose_subject_is_not_public_is_not_told(client, address, state):
    plan(**{f"concept__{state}": True})
    page = text(client, address)
    assert "Serious harm" not in page
    assert "Which definition of serious violence the plan uses is not on record here." in page


def test_staff_see_it_before_the_public_does(client):
    plan(concept__draft=True)
    client.force_login(member("viewer"))
    assert "Serious harm" in text(client, "/preview/plan/")


@pytest.mark.parametrize("address", PAGES)
def test_where_none_is_on_record_that_is_said(client, address):
    PlanFactory(current=True, slug="the-plan")
    page = text(client, address)
    assert "Which definition of serious violence the plan uses is not on record here." in page
    assert 'href="/statistics/definitions/"' in page


def test_a_source_that_gives_none_is_said_to_give_none(client):
    plan(unstated=True, counts="")
    page = text(client, "/plan/")
    assert "The source gives no definition." in page
    assert "What does not" not in page


def test_an_editor_chooses_it_from_the_shelf(client):
    client.force_login(member("editor"))
    chosen, definition = PlanFactory(), DefinitionFactory(name="Serious harm")
    query = {"app_label": "plan", "model_name": "plan", "field_name": "definition", "term": "harm"}
    assert [row["id"] for row in client.get("/admin/autocomplete/", query).json()["results"]] == [str(definition.pk)]
    address = reverse("admin:plan_plan_change", args=[chosen.pk])
    assert client.post(address, filled(client, address, definition=definition.pk)).status_code == 302
    chosen.refresh_from_db()
    assert chosen.definition == definition
