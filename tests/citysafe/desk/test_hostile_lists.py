"""What staff, or a link sent to them, may put into the address of a list: never a 500, on either database."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from citysafe.desk.publishing import PublishedAdmin
from citysafe.history.recording import HistoryAdmin
from tests.world import ROLES, member

pytestmark = pytest.mark.django_db
LONG = "9" * 30
LISTS = [
    (reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), desk) for model, desk in admin.site._registry.items()
]


def queries(desk):
    yield from (
        "q=a%00b",
        "q=%27%22%3Cx",
        "p=x",
        "p=-1",
        "o=99.x",
        "state__exact=nope",
        "confirm=maybe",
        "nope=1",
        "q=" + "x" * 3000,
        f"p={LONG}",
        "p=%00",
        "o=x.%00",
        f"id={LONG}",
        "e=%00",
        "_changelist_filters=%00",
        "nothing=%00",
    )
    fields = [one[0] if isinstance(one, tuple) else one for one in desk.list_filter]
    yield from (f"{field}={value}" for field in fields if isinstance(field, str) for value in ("%00", LONG))
    if day := desk.date_hierarchy:
        yield from (f"{day}__year={year}" for year in ("0", "9999", "10000", LONG, "%00"))
        yield from (f"{day}__year=2023&{day}__month=2&{day}__day=31", f"{day}__year=2024&{day}__month=13", f"{day}__gte={LONG}")


@pytest.fixture
def desk(client, world):
    browser = Client(raise_request_exception=False)
    browser.force_login(member("administrator"))
    return browser


@pytest.mark.parametrize(("at", "of"), LISTS, ids=[at for at, _ in LISTS])
def test_no_address_of_a_list_breaks_it(desk, at, of):
    assert [query[:80] for query in queries(of) if desk.get(f"{at}?{query}").status_code >= 500] == []
    assert desk.get(at).status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_no_role_can_break_one(world, role):
    browser = Client(raise_request_exception=False)
    browser.force_login(member(role))
    for query in ("at__year=10000", "content_type__id__exact=%00"):
        assert browser.get(f"/admin/history/revision/?{query}").status_code < 500


@pytest.mark.parametrize("action", ["publish", "delete_selected", "nothing"])
@pytest.mark.parametrize("chosen", ["abc", "\x00", "9" * 30, "1.5"])
def test_a_row_that_cannot_be_is_no_row_to_act_on(desk, action, chosen):
    answer = desk.post("/admin/plan/action/", {"action": action, "_selected_action": chosen, "index": "0"})
    assert answer.status_code in {200, 302, 400}


@pytest.mark.parametrize("term", ["%00", "x" * 3000, "%ED%A0%80"])
def test_a_search_in_a_choice_holds(desk, term):
    answer = desk.get(f"/admin/autocomplete/?term={term}&app_label=plan&model_name=priority&field_name=plan")
    assert answer.status_code in {200, 400}


@pytest.mark.parametrize("number", ["%00", "9" * 30, "-1", "abc", "%D9%A9%D9%A9%D9%A9%D9%A9", "_00", "x" * 3000])
def test_a_thing_that_cannot_be_is_not_there(desk, number):
    for page in ("change", "history", "delete"):
        assert desk.get(f"/admin/plan/action/{number}/{page}/").status_code in {302, 400, 404}


def test_an_address_writes_nothing_into_a_form(desk):
    answer = desk.get("/admin/pages/page/add/?title=Slipped+in&published_at=x&state=published")
    assert answer.status_code == 200
    assert b"Slipped in" not in answer.content


@pytest.mark.parametrize("key", ['"aaaaaaaaaaaa\\000"', "ünïcödë-key-of-a-session", "a b"])
@pytest.mark.parametrize("address", ["/account/login/", "/admin/", "/preview/plan/"])
def test_a_session_that_cannot_be_is_none(client, key, address):
    assert client.get(address, headers={"Cookie": f"sessionid={key}"}).status_code in {200, 302}


@pytest.fixture
def broken(monkeypatch):
    """A fault of ours in every list."""

    def fail(*_):
        raise ValueError("a slip of ours")

    monkeypatch.setattr(PublishedAdmin, "get_queryset", fail)


def test_what_breaks_without_any_nonsense_is_a_fault_of_the_site(desk, broken):
    assert desk.get("/admin/plan/action/").status_code == 500
    assert desk.get("/admin/plan/action/1/change/").status_code == 500
    assert desk.post("/admin/plan/action/1/change/?e=1", {"title": "x"}).status_code == 500


@pytest.mark.parametrize("query", [{"q": "help"}, {"p": "1"}])
def test_what_breaks_is_seen_in_the_log_even_if_the_request_gets_the_blame(desk, broken, caplog, query):
    assert desk.get("/admin/plan/action/", query).status_code == 400
    [seen] = [record for record in caplog.records if record.name == "django.request" and record.levelname == "ERROR"]
    assert "a slip of ours" in str(seen.exc_info[1])


def test_a_list_action_that_breaks_is_seen_too(desk, broken, caplog):
    assert desk.post("/admin/plan/action/", {"action": "publish", "_selected_action": "1"}).status_code == 400
    assert any(record.levelname == "ERROR" and record.exc_info for record in caplog.records)


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_a_list_is_not_searched_by_what_only_points_to_its_things(client, role):
    """Whether an event or an organisation has a registration, and how many, would be told by it."""
    client.force_login(member(role))
    asked = 0
    for model, desk in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for relation in model._meta.related_objects if issubclass(type(desk), HistoryAdmin) and role_sees(client, address) else []:
            for lookup in ("__isnull=False", "__id__gt=0", "=1"):
                answer = client.get(f"{address}?{relation.name}{lookup}")
                assert answer.status_code in {302, 400}, (model, relation.name, lookup)
                asked += 1
    assert asked > 20


def role_sees(client, address):
    return client.get(address).status_code == 200
