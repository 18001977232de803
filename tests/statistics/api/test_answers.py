"""What the API answers: counts, exact percentages, null with a reason, ids that stay."""

from datetime import UTC, datetime

import pytest

from statistics.api.answers import MOST_REVISIONS
from statistics.api.dictionary import OBJECTS
from statistics.models import Observation
from tests import factories as make
from tests.statistics.build import published, year
from tests.statistics.files.build import awkward

pytestmark = pytest.mark.django_db
LISTS = ("measures", "areas", "sources", "claims", "revisions")


def ask(client, address=""):
    answer = client.get(f"/statistics/api/v1/{address}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    return answer.json()


def figures(client, slug="gun-crime"):
    return ask(client, f"measures/{slug}/")["series"][0]["figures"]


def everything(client):
    measures = [ask(client, f"measures/{each['measure_id']}/") for each in ask(client, "measures/")["measures"]]
    return [ask(client), *(ask(client, f"{name}/") for name in LISTS), *measures]


def inside(value):
    """Every value in an answer, and the objects that hold them."""
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(part)


def test_a_figure_has_its_count_periods_and_exact_change(client):
    published(139, 81, slug="gun-crime", source="Tables")
    first, second = figures(client)
    assert (first["value"], second["value"]) == (139, 81)
    assert second["period"] == {
        "start": "2022-10-01",
        "end": "2023-09-30",
        "label": "October 2022 to September 2023",
        "is_assumed": False,
        "note": None,
    }
    assert second["change"] == {
        "compared_with": {"figure_id": first["figure_id"], "start": "2021-10-01", "end": "2022-09-30", "value": 139},
        "difference": -58,
        "direction": "down",
        "percentage": {"exact": "-5800/139", "decimal": "-41.727", "rounded": "42%"},
        "words": "down 58 (42%)",
        "rule": "whole_number",
        "is_small": False,
        "why_none": None,
    }


def test_where_nothing_stands_before_it_a_figure_says_so(client):
    published(139, slug="gun-crime")
    [first] = figures(client)
    assert first["change"]["why_none"] == "No earlier figure has been published here to compare it with."
    assert [name for name, value in first["change"].items() if value is not None] == ["rule", "why_none"]


@pytest.mark.parametrize(
    ("reason", "code", "words"),
    [
        ("confidential", "[c]", "The count is confidential."),
        ("not_available", "[x]", "The count is not available."),
        ("not_applicable", "[z]", "The count does not apply."),
        ("not_yet_due", "[x]", "The count is not due yet."),
    ],
)
def test_a_missing_count_is_null_with_its_reason_and_so_is_every_change_from_it(client, reason, code, words):
    series = published(139, slug="gun-crime")
    year(series, 2023, None, missing=reason)
    year(series, 2024, 81)
    hidden, after = figures(client)[1:]
    assert (hidden["value"], hidden["missing"]) == (None, {"reason": reason, "code": code, "words": words})
    for figure in (hidden, after):
        assert [figure["change"][name] for name in ("difference", "percentage", "direction", "words")] == [None] * 4
        assert "no change can be given" in figure["change"]["why_none"]


def test_a_percentage_that_is_kept_back_is_null_with_the_reason(client):
    published(15, 2, slug="gun-crime", small_counts="withhold")
    change = figures(client)[1]["change"]
    assert (change["difference"], change["percentage"], change["words"], change["is_small"]) == (-13, None, "down 13", True)
    assert change["why_none"].startswith("At least one of the two counts is below 50.")


def test_a_measure_without_a_figure_says_why(client):
    make.MeasureFactory(slug="bare", no_figure_note="Nobody counts it.")
    [brief] = ask(client, "measures/")["measures"]
    assert (brief["latest"], brief["latest_series_id"], brief["why_no_figure"]) == (None, None, "Nobody counts it.")
    assert ask(client, "measures/bare/")["series"] == []


def test_a_measure_without_a_figure_and_without_a_note_says_that_none_is_published(client):
    series = published(slug="bare")
    year(series, 2023, None, missing="not_yet_due")
    [brief] = ask(client, "measures/")["measures"]
    assert (brief["latest"], brief["why_no_figure"]) == (None, "No figure has been published here yet.")
    assert len(figures(client, "bare")) == 1


def test_every_field_is_explained_and_none_that_is_not_there(client):
    awkward()
    explained = {each.name: each.fields.keys() for each in OBJECTS}
    start, *lists = everything(client)
    assert start.keys() == explained["root"]
    for name, answer in zip(LISTS, lists, strict=False):
        assert answer["count"] == len(answer[name]) > 0
        assert all(thing.keys() == explained[name] for thing in answer[name])
    for release in ask(client, "releases/")["releases"]:
        for name in ("date_changes", "early_access"):
            assert all(one.keys() == explained[name] for one in release[name])
    for measure in lists[len(LISTS) :]:
        assert measure.keys() == explained["measure"]
        assert all(past.keys() == explained["revisions"] for past in measure["revisions"])
        for series in measure["series"]:
            assert series.keys() == explained["series"]
            assert all(
                figure.keys() == explained["figure"] and figure["change"].keys() == explained["change"] for figure in series["figures"]
            )


def test_no_number_is_a_fraction_and_no_code_stands_for_one(client):
    awkward()
    values = [value for answer in everything(client) for value in inside(answer)]
    assert not [value for value in values if isinstance(value, float)]
    assert {figure["value"] for figure in values if isinstance(figure, dict) and "edition" in figure} >= {None, 0, -7, 9_999_999}
    claimed = [claim["claimed_later_count"] for claim in ask(client, "claims/")["claims"]]
    assert set(claimed) == {None, 100, 5}


def test_titles_stay_as_they_are(client):
    published(139, slug="gun-crime", title="[x]", source='=He said "½"')
    assert ask(client, "measures/gun-crime/")["title"] == "[x]"
    assert ask(client, "sources/")["sources"][0]["title"] == '=He said "½"'


def test_a_past_value_stands_with_its_measure_and_in_the_list(client):
    figure = published(139, 81, slug="gun-crime").observations.get(value=81)
    make.FigureRevisionFactory(observation=figure, value_before=1204, reason="Counted twice.", public_from=datetime(2024, 6, 1, tzinfo=UTC))
    [past] = ask(client, "measures/gun-crime/")["revisions"]
    assert (past["figure_id"], past["at"], past["before_value"], past["after_value"]) == (figure.pk, "2024-06-01T00:00:00Z", 1204, 81)
    assert (past["before_missing"], past["reason"]) == (None, "Counted twice.")
    assert ask(client, "revisions/")["revisions"] == [past]


def test_the_list_of_past_values_says_how_many_there_are_in_all(client, monkeypatch):
    figure = published(139).observations.get()
    for number in range(3):
        make.FigureRevisionFactory(observation=figure, value_before=number, public_from=datetime(2024, 6, 1 + number, tzinfo=UTC))
    monkeypatch.setattr("statistics.api.answers.MOST_REVISIONS", 2)
    answer = ask(client, "revisions/")
    assert [past["before_value"] for past in answer["revisions"]] == [2, 1]
    assert (answer["count"], answer["csv"]) == (3, "http://localhost:8000/statistics/data/revisions.csv")
    assert MOST_REVISIONS == 500


def test_every_link_of_an_answer_leads_somewhere(client, world):
    found = [value for answer in everything(client) for value in inside(answer) if isinstance(value, str) and "//localhost" in value]
    assert len(set(found)) > 8
    assert {client.get(address.removeprefix("http://localhost:8000")).status_code for address in found} == {200}


def test_what_is_not_public_is_in_no_answer(client):
    series = published(139, slug="gun-crime")
    year(series, 2023, 77777, draft=True)
    year(series, 2024, 88888, scheduled=True)
    published(66666, slug="draft", title="Not yet told", source="Unheard of", draft=True)
    text = str(everything(client))
    assert [word for word in ("77777", "88888", "66666", "Not yet told", "Unheard of") if word in text] == []
    assert client.get("/statistics/api/v1/measures/draft/").status_code == 404


def test_the_marks_of_a_figure_stand_beside_it(client):
    published(139, slug="gun-crime")
    Observation.objects.update(status="provisional", note="Of the first edition.")
    [figure] = figures(client)
    assert (figure["status"], figure["codes"], figure["note"]) == ("provisional", "[p]", "Of the first edition.")
