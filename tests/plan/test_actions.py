"""The list of all actions: narrowed and ordered by its address, as a page, a feed and a file of exactly that list."""

import csv
import io
from datetime import date, timedelta
from urllib.parse import quote, urlencode

import feedparser
import pytest
from django.utils import timezone

from tests.factories import ActionFactory, MilestoneFactory, OrganisationFactory, PlanFactory, PriorityFactory, SupportFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = "/plan/actions/"
YESTERDAY = timezone.localdate() - timedelta(days=1)
NAMES = ("words", "priority", "organisation", "part", "state", "rating", "area", "overdue", "sort")
HOSTILE = [
    "zq9x",
    "\x00",
    "a\x00b",
    "' OR 1=1 --",
    "<script>zq9x</script>",
    "%",
    "_",
    "\\",
    "\ufffd",
    "１",
    "zq9x" * 2048,
    "\u202e",
    "no lead ",
]


def ask(client, status=200, at=AT, **asked):
    answer = client.get(f"{at}?{urlencode(asked, doseq=True)}")
    assert answer.status_code == status
    return answer


def listed(client, **asked):
    return [action.reference for action in ask(client, **asked).context["page"]]


def text(client, status=200, **asked):
    return " ".join(ask(client, status, **asked).content.decode().split())


@pytest.fixture
def priority():
    return PriorityFactory(plan=PlanFactory(current=True), slug="families", number=1, title="Families")


@pytest.fixture
def many(priority):
    """One action of each sort; `reference` tells them apart."""
    police, college = OrganisationFactory(slug="police", name="The police"), OrganisationFactory(slug="college", name="The college")
    schools = PriorityFactory(plan=priority.plan, slug="schools", number=2, title="Schools")
    made = {
        "F1": ActionFactory(
            reference="F1", priority=priority, lead=police, progress="in_progress", due_on=YESTERDAY, title="Train helpers"
        ),
        "F2": ActionFactory(reference="F2", priority=priority, lead=college, red=True, due_on=date(2999, 1, 2), area="North & South"),
        "F10": ActionFactory(reference="F10", priority=priority, complete=True, due_on=YESTERDAY, next_update_on=YESTERDAY),
        "S1": ActionFactory(reference="S1", priority=schools, progress="in_progress", next_update_on=YESTERDAY, summary="Help for parents"),
        "S2": ActionFactory(reference="S2", priority=schools, lead=police, progress="stopped", due_on=YESTERDAY),
    }
    SupportFactory(action=made["F2"], organisation=police)
    return made


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["F1", "F2", "F10", "S1", "S2"]),
        ({"priority": "schools"}, ["S1", "S2"]),
        ({"organisation": "police"}, ["F1", "F2", "S2"]),
        ({"organisation": "police", "part": "leads"}, ["F1", "S2"]),
        ({"organisation": "police", "part": "supports"}, ["F2"]),
        ({"organisation": "no lead"}, ["F10", "S1"]),
        ({"state": "in_progress"}, ["F1", "F2", "S1"]),
        ({"state": "unknown"}, []),
        ({"rating": "red"}, ["F2"]),
        ({"rating": "none"}, ["F1", "S1"]),
        ({"rating": "over"}, ["S2"]),
        ({"area": "North & South"}, ["F2"]),
        ({"overdue": "late"}, ["F1"]),
        ({"overdue": "update"}, ["S1"]),
        ({"overdue": "either"}, ["F1", "S1"]),
        ({"words": "HELP"}, ["F1", "S1"]),
        ({"words": "parents help"}, ["S1"]),
        ({"words": "the college"}, ["F2"]),
        ({"words": "f10"}, ["F10"]),
        ({"words": "%"}, []),
        ({"organisation": "police", "state": "in_progress", "sort": "rating"}, ["F2", "F1"]),
        ({"sort": "state"}, ["F1", "F2", "S1", "F10", "S2"]),
        ({"sort": "rating"}, ["F2", "F10", "F1", "S1", "S2"]),
    ],
)
def test_the_list_holds_what_was_asked_for_in_that_order_and_so_do_feed_and_file(client, many, asked, found):
    assert listed(client, **asked) == found
    rows = list(csv.DictReader(io.StringIO(ask(client, at=f"{AT}actions.csv", **asked).content.decode())))
    assert [row["reference"] for row in rows] == found
    entries = feedparser.parse(ask(client, at=f"{AT}feed.atom", **asked).content).entries
    assert sorted(entry.title.split(".")[0] for entry in entries) == sorted(found)


def test_dates_of_every_precision_sort_by_their_last_day_and_none_last(client, priority):
    dates = [("A1", None, "day"), ("A2", date(2030, 3, 1), "year"), ("A3", date(2030, 2, 1), "quarter"), ("A4", date(2030, 3, 30), "day")]
    dates += [("A5", date(2030, 3, 1), "month"), ("A6", date(2030, 4, 1), "day")]
    for reference, on, precision in dates:
        ActionFactory(priority=priority, reference=reference, due_on=on, due_precision=precision)
    assert listed(client, sort="due") == ["A4", "A3", "A5", "A6", "A2", "A1"]
    page = text(client, sort="due")
    assert [
        words for words in ("January to March 2030", "March 2030", "1 April 2030", ">2030", "No date stated") if words not in page
    ] == []


def test_it_says_how_many_of_how_many_and_stays_filled_in(client, many):
    page = text(client, organisation="police", part="leads", words="<b>helpers", sort="due")
    assert '<p role="status">None of 5 actions matches. <a href="/plan/actions/">Show all 5</a></p>' in page
    assert "Take one of the choices back" in page
    assert 'value="&lt;b&gt;helpers"' in page
    assert all(f'<option value="{value}" selected>' in page for value in ("police", "leads", "due"))
    assert '<p role="status">1 of 5 actions matches. ' in text(client, rating="red")
    assert '<p role="status">2 of 5 actions match. ' in text(client, overdue="either")
    assert '<p role="status">5 actions.</p>' in text(client)
    assert "(optional)" not in page


def test_pages_of_a_long_list_keep_what_was_asked_for(client, priority):
    for number in range(30):
        ActionFactory(priority=priority, reference=f"A{number}", area="North & South")
    page = text(client, area="North & South", utm_source="zq9x")
    assert "Shown here: 1 to 25." in page
    assert 'href="?area=North+%26+South&amp;page=2" rel="next">Next</a>' in page
    assert "zq9x" not in page
    assert listed(client, area="North & South", page="2") == [f"A{number}" for number in range(25, 30)]
    assert ask(client, at=f"{AT}actions.csv", area="North & South", page="2").content.decode().count("\r\n") == 31
    ask(client, 404, page="3")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ({"priority": "gone"}, 404, "There is no such choice under “Priority”. Choose one from the list."),
        ({"state": "Complete"}, 404, "There is no such choice under “State”."),
        ({"sort": "lead__mailbox"}, 404, "There is no such choice under “Order”."),
        ({"state": ["complete", "stopped"]}, 400, "The address answers “State” more than once. Choose again."),
        ({"words": "a\x00"}, 200, "A sign among the words cannot be searched for"),
        ({"words": "w" * 101}, 200, "Search for 100 letters at most."),
        ({"part": "leads"}, 200, "Choose the organisation whose part you mean"),
        ({"part": "supports", "organisation": "no lead"}, 200, "Choose the organisation whose part you mean"),
    ],
)
def test_what_is_not_here_or_odd_gets_a_sentence_and_lists_nothing(client, many, asked, status, told):
    for at in (AT, f"{AT}feed.atom", f"{AT}actions.csv"):
        expected = status if at == AT else max(status, 400)
        page = " ".join(ask(client, expected, at=at, **asked).content.decode().split())
        assert told in page
        assert "<title>Error: All actions" in page
        assert "No action is listed" in page
        assert "Train helpers" not in page


@pytest.mark.parametrize("name", NAMES)
def test_hostile_answers_do_no_harm(client, many, name):
    for value in HOSTILE:
        for at in (AT, f"{AT}feed.atom", f"{AT}actions.csv"):
            answer = client.get(f"{at}?{name}={quote(value)}")
            assert answer.status_code in {200, 400, 404}, value
            assert b"<script>zq9x" not in answer.content
        assert client.get(f"{AT}?{name}=%ff%c0&{name}[]=1").status_code in {200, 404}


def test_only_what_the_public_may_see_of_the_current_plan_is_listed(client, priority):
    ActionFactory(priority=priority, reference="A1")
    for hidden in ("draft", "scheduled", "archived"):
        ActionFactory(priority=priority, **{hidden: True}, area="Secret place")
    ActionFactory(priority__plan=priority.plan, priority__draft=True)
    put_away = ActionFactory(priority__plan=priority.plan, priority__archived=True)
    ActionFactory()
    assert listed(client) == ["A1"]
    assert "Secret place" not in text(client)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    preview = ask(client, at=f"/preview{AT}").context["page"]
    assert len(preview) == 4
    assert put_away not in preview


def test_a_choice_is_for_nobody_kept_and_for_no_search_engine(client, many):
    assert "noindex" in text(client, state="complete")
    assert "noindex" not in text(client)
    assert listed(client, state="complete") == ["F10"]
    assert "5 actions." in text(client)


def test_without_a_plan_there_is_no_list(client):
    assert "No plan has been published here yet" in text(client)
    assert [client.get(f"{AT}{name}").status_code for name in ("feed.atom", "actions.csv")] == [404, 404]


def test_without_an_action_there_is_a_way_on(client, priority):
    page = text(client)
    assert page.count("No action has been published yet") == 2
    assert '<a href="/plan/">Read the plan</a>' in page


def test_a_feed_tells_state_rating_and_what_is_overdue_and_links_the_same_list(client, many):
    read = feedparser.parse(ask(client, at=f"{AT}feed.atom", overdue="either").content)
    assert not read.bozo
    told = {entry.title: entry.summary for entry in read.entries}
    assert told["F1. Train helpers"].startswith(f"In progress. Not rated yet. Late: was due on {YESTERDAY.day} {YESTERDAY:%B %Y}.")
    assert "An update was due and has not come." in next(words for title, words in told.items() if title.startswith("S1"))
    assert read.feed.link == f"http://localhost:8000{AT}?overdue=either"
    [over] = feedparser.parse(ask(client, at=f"{AT}feed.atom", state="stopped").content).entries
    assert "Not rated" not in over.summary


def test_a_file_tells_what_is_there_and_what_is_not(client, many):
    MilestoneFactory(action=many["F2"], reached_on=date(2025, 1, 1))
    rows = {row["reference"]: row for row in csv.DictReader(io.StringIO(ask(client, at=f"{AT}actions.csv").content.decode()))}
    assert rows["F2"]["supporting_partners"] == "The police"
    assert (rows["F2"]["due"], rows["F2"]["due_by"], rows["F2"]["due_precision"]) == ("2 January 2999", "2999-01-02", "day")
    assert (rows["F2"]["rating"], rows["F2"]["milestones"]) == ("Red: off track", "1 of 1 reached")
    assert (rows["S1"]["lead_partner"], rows["S1"]["due"], rows["S1"]["due_precision"]) == ("[z]", "[z]", "[z]")
    assert (rows["S1"]["is_late"], rows["S1"]["update_is_overdue"], rows["S2"]["rating"]) == ("no", "yes", "[z]")
