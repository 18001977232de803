"""What is half asked, asked wrongly or asked with ill will: a clear sentence, what was chosen kept, no trace of it."""

import pytest

from citysafe.publishing import editions
from statistics.pairs import reference
from tests.factories import MeasureFactory
from tests.statistics.build import published, staff, year
from tests.statistics.test_compare import AT, ask, of

pytestmark = pytest.mark.django_db
HOSTILE = [
    "",
    ".",
    "zq9x",
    "1.2.3",
    "9" * 400,
    "1.2022-13-45.x",
    "\x00",
    "１.2022-10-01.2023-09-30",
    "<script>zq9x</script>",
    "'; --",
    "zq9x" * 999,
]


@pytest.fixture
def two():
    return list(published(815, 578, slug="knife-crime", title="Knife crime").observations.order_by("period_end"))


def test_without_a_question_a_measure_is_to_be_chosen(client, two):
    text = ask(client)
    assert "Choose a measure, then two of its periods." in text
    assert '<optgroup label="Announced with the plan"> <option value="knife-crime">Knife crime</option>' in text
    assert "noindex" not in text
    assert "Error:" not in text


def test_without_any_measure_the_page_says_so(client):
    assert "No measure has been published here yet" in ask(client)


def test_a_measure_without_figures_and_one_with_a_single_figure_say_so(client):
    MeasureFactory(slug="robbery", no_figure_note="Comes in spring.")
    published(12, slug="gun-crime")
    assert "No figure of this measure is here yet</h3><p>Comes in spring." in ask(client, measure="robbery")
    assert "Only one figure of this measure is here</h3>" in ask(client, measure="gun-crime")
    assert "Compare two other periods" not in client.get("/statistics/gun-crime/").content.decode()


@pytest.mark.parametrize(("name", "kept"), [("earlier", "later"), ("later", "earlier")])
@pytest.mark.parametrize("how", ["left empty", "left out"])
def test_half_a_question_is_asked_back_and_the_other_half_kept(client, two, name, kept, how):
    chosen = {**of(*two), name: ""}
    if how == "left out":
        del chosen[name]
    text = ask(client, **chosen)
    assert "<title>Error: Compare two periods: Knife crime" in text
    assert f'<a href="#id_{name}">Choose the {name} period.</a>' in text
    assert f'<option value="{chosen[kept]}" selected>' in text


def test_two_figures_without_a_measure_are_asked_back(client, two):
    chosen = of(*two)
    for measure in ({}, {"measure": ""}):
        assert "Choose a measure.</a>" in ask(client, earlier=chosen["earlier"], later=chosen["later"], **measure)


def test_the_same_figure_twice_is_asked_back(client, two):
    assert "You chose the same figure twice." in ask(client, **of(two[0], two[0]))


def test_an_unknown_measure_or_figure_is_not_found_and_can_be_chosen_anew(client, two):
    text = ask(client, 404, measure="robbery")
    assert "There is no such measure here." in text
    assert '<option value="knife-crime">' in text
    chosen = of(*two) | {"earlier": f"{two[0].series_id}.1999-01-01.1999-12-31"}
    text = ask(client, 404, **chosen)
    assert "What the address names as the earlier figure is not one of this measure’s figures here." in text
    assert f'<option value="{chosen["later"]}" selected>' in text


def test_a_figure_of_another_measure_is_not_one_of_this_one(client, two):
    other = published(9, slug="robbery").observations.get()
    assert "is not one of this measure’s figures" in ask(client, 404, **of(*two) | {"earlier": reference(other)})


@pytest.mark.parametrize("fields", [{"draft": True}, {"scheduled": True}, {"archived": True}])
def test_a_figure_that_is_not_public_cannot_be_told_from_one_that_is_not_there(client, two, fields):
    hidden = year(two[0].series, 2023, 4711, **fields)
    asked, unknown = of(two[1], hidden), of(*two) | {"earlier": reference(two[1]), "later": f"{hidden.series_id}.1999-01-01.1999-12-31"}
    assert ask(client, 404, **asked) == ask(client, 404, **unknown)


def test_an_answer_given_twice_is_refused(client, two):
    chosen = of(*two)
    text = ask(client, 400, **chosen | {"later": [chosen["later"], chosen["earlier"]]})
    assert "The address answers “Later period” more than once. Choose again.</a>" in text
    assert "more than once" in ask(client, 400, measure=["knife-crime", "robbery"])


def test_an_address_goes_on_working_when_the_measures_own_address_changes(client, two):
    chosen, measure = of(*two), two[0].series.measure
    measure.slug = "offences-with-a-knife"
    measure.save()
    answer = client.get(AT, chosen)
    assert answer.status_code == 301
    assert "down 237" in " ".join(client.get(answer["Location"]).content.decode().split())


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["measure", "earlier", "later"])
def test_ill_will_is_answered_and_never_thrown_back(client, two, name, value):
    answer = client.get(AT, of(*two) | {name: value})
    assert answer.status_code in {200, 404}
    assert b"zq9x" not in answer.content
    assert b'role="alert"' in answer.content


def test_staff_compare_drafts_in_a_preview_which_is_not_to_be_quoted(client, two):
    draft = year(two[0].series, 2023, 500, draft=True)
    client.force_login(staff("Statistician"))
    text = ask(client, at=f"/preview{AT}", **of(two[1], draft))
    assert "down 78 (13%)" in text
    assert "October 2023 to September 2024 (final, not public yet)</option>" in text
    assert "What is not public yet must not be quoted." in text
    assert "As published on" not in text


@pytest.mark.usefixtures("one_edition")
def test_no_question_is_kept(client, two):
    """A page for each would fill the memory of a small machine."""
    client.get(AT)
    kept = {*editions._newest.pages}
    for number in range(100):
        client.get(AT, of(*two) | {"page": number})
        client.get(AT, {"measure": number})
    assert {*editions._newest.pages} == kept
