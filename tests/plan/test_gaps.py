"""Actions without a measure, and measures without an action."""

import pytest

from tests.factories import ActionFactory, AimFactory, MeasureFactory, PlanFactory, PriorityFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = "/plan/gaps/"


@pytest.fixture
def priority():
    return PriorityFactory(plan=PlanFactory(current=True))


def found(client, at=AT):
    answer = client.get(at)
    assert answer.status_code == 200
    return [action.title for action in answer.context["actions"]], [measure.title for measure in answer.context["measures"]]


def test_what_is_linked_is_no_gap_and_what_is_not_is_one(client, priority):
    AimFactory(action=ActionFactory(priority=priority), measure=MeasureFactory())
    ActionFactory(priority=priority, title="Alone")
    MeasureFactory(title="Nobody’s")
    assert found(client) == (["Alone"], ["Nobody’s"])
    page = client.get(AT).content.decode()
    assert "Lead partner to be confirmed" in page
    assert "would not prove" in page


def test_a_link_to_what_the_public_does_not_see_fills_no_gap(client, priority):
    AimFactory(action=ActionFactory(priority=priority, title="Aims at a draft"), measure=MeasureFactory(title="Draft measure", draft=True))
    AimFactory(action=ActionFactory(priority=priority, title="Draft action", draft=True), measure=MeasureFactory(title="Draft’s aim"))
    AimFactory(action=ActionFactory(title="Of an older plan"), measure=MeasureFactory(title="Once aimed at"))
    assert found(client) == (["Aims at a draft"], ["Draft’s aim", "Once aimed at"])
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert found(client, f"/preview{AT}") == ([], ["Once aimed at"])


def test_how_many_people_live_there_is_not_for_an_action_to_move(client, priority):
    MeasureFactory(counted="residents")
    assert found(client) == ([], [])
    page = client.get(AT).content.decode()
    assert "every action that is published names a measure" in page
    assert "an action names each measure that is published" in page


def test_it_is_linked_from_the_list_and_from_the_figures(client, priority):
    ActionFactory(priority=priority)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for before in ("", "/preview"):
        for at in ("/plan/actions/", "/statistics/"):
            assert f'href="{before}{AT}"' in client.get(f"{before}{at}").content.decode()


def test_without_a_plan_the_page_says_so(client):
    assert "No plan has been published here yet" in client.get(AT).content.decode()
