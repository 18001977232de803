"""A measure's page: the figure, its proof and its limits."""

from datetime import date

import pytest

from statistics.models import Observation
from tests.factories import (
    ActionFactory,
    AimFactory,
    MeasureFactory,
    SeriesBreakFactory,
    SeriesFactory,
)
from tests.statistics.build import published, year

pytestmark = pytest.mark.django_db


def page(client, address="/statistics/gun-crime/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def gun_crime(*values, **measure):
    return published(*values, slug="gun-crime", title="Gun crime", **measure)


def test_the_headline_is_count_then_change_then_both_periods(client):
    gun_crime(139, 81, unit_one="crime", unit_many="crimes")
    text = page(client)
    said = (
        '<span class="num">81</span>',
        '<span class="chg down better">down 58 (42%)</span> from 139',
        "October 2022 to September 2023, compared with October 2021 to September 2022.",
        "81 crimes, 58 fewer than the year before",
    )
    assert [text.index(part) for part in said] == sorted(text.index(part) for part in said)
    assert "Read the count, not the percentage" not in text


def test_the_assumed_period_is_marked_with_its_reason(client):
    gun_crime(139, 81)
    Observation.objects.filter(value=139).update(period_is_assumed=True, period_note="The announcement names none.")
    text = page(client)
    assert "The source does not name the earlier period" in text
    assert "Final. Period assumed" in text
    assert "The announcement names none." in text
    assert "58 fewer than in the earlier period" in text
    assert "the year before" not in text


def test_people_who_died_are_not_called_harmed(client):
    gun_crime(15, 2, counts_deaths=True, wished="fewer", counted="victims")
    assert "One count is: people who were killed." in page(client)


def test_a_row_names_its_period_in_short(client):
    gun_crime(139, 81)
    text = page(client)
    assert '<th scope="row">Oct 2021 to Sep 2022</th>' in text
    assert '<th scope="row">Oct 2022 to Sep 2023</th>' in text


def test_what_the_source_does_not_say_is_told_in_a_sentence(client):
    gun_crime(139, 81, counted="unstated", unit_one="crime", unit_many="crimes")
    text = page(client)
    assert "<p>The source does not say what one count is.</p>" in text
    assert text.count("<small>Number of crimes in each period") == 2  # the chart's caption and the table's
    assert "not stated" not in text.lower()


def test_a_caution_names_no_percentage_where_none_is_given(client):
    gun_crime(0, 3)
    text = page(client)
    assert "Read this with care." in text
    assert "not the percentage" not in text


def test_a_missing_value_is_neither_final_nor_provisional(client):
    gun_crime(139, None)
    assert "No value" in page(client)


def test_a_small_count_carries_a_caution(client):
    gun_crime(15, 2)
    assert "Read the count, not the percentage." in page(client)


def test_a_withheld_percentage_is_nowhere_on_the_page(client):
    gun_crime(15, 2, small_counts="withhold")
    text = page(client)
    assert "These counts are too small for a percentage." in text
    assert "down 13" in text
    assert "%" not in text


def test_a_page_about_deaths_is_grave(client):
    gun_crime(15, 2, deaths=True)
    text = page(client)
    assert "One victim is one too many." in text
    assert "Each mark stands for one person." in text
    assert '<span class="chg down">down 13 (87%)</span>' in text
    assert "better" not in text
    assert 'class="b1"' not in text
    assert text.count("<circle") == 2 * 17


def test_larger_counts_of_deaths_are_grave_too(client):
    gun_crime(150, 120, deaths=True)
    text = page(client)
    assert "One victim is one too many." in text
    assert "<figure" not in text


def test_the_chart_is_told_in_words_with_ids_of_its_own(client):
    gun_crime(139, 81)
    text = page(client)
    desc = "Bar chart with two bars. October 2021 to September 2022: 139. October 2022 to September 2023: 81."
    assert text.count(desc) == 2
    assert text.count('role="img"') == 2
    found = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(found) == len(set(found))
    assert "style=" not in text


def test_a_line_is_drawn_where_there_are_more_than_two_periods(client):
    gun_crime(1200, 1390, 1081)
    text = page(client)
    assert "Line chart of 3 periods." in text
    assert 'class="ln"' in text
    assert ">1,390</text>" in text


def test_coordinates_are_never_written_with_commas(client):
    gun_crime(1200, 1390, 1081)
    drawings = page(client).split("<svg")[2:]
    numbers = [part.split('"')[0] for drawing in drawings for name in (' x="', ' y="', ' cx="', ' d="') for part in drawing.split(name)[1:]]
    assert numbers
    assert not [number for number in numbers if "," in number]


def test_every_figure_stands_in_the_table_beside_the_chart(client):
    gun_crime(120, 139, 81)
    text = page(client)
    rows = text.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    assert ["120" in rows[0], "139" in rows[1], "81" in rows[2]] == [True, True, True]
    assert "Not compared" in rows[0]
    assert "+19" in rows[1]
    assert "down 42%" in rows[2]


def test_a_missing_value_has_its_reason_and_no_change(client):
    series = gun_crime(139)
    year(series, 2023, None)
    year(series, 2024, 81)
    text = page(client)
    assert '<td class="n">Not shown: confidential</td>' in text
    assert "The figure for October 2023 to September 2024 is confidential, so no change can be given." in text
    assert "%" not in text


def test_many_missing_values_are_one_sentence(client):
    series = gun_crime(139)
    for start, value in [(2023, None), (2024, 81), (2025, None)]:
        year(series, start, value)
    text = page(client).split("<h2")[1:]
    numbers = next(part for part in text if ">The numbers<" in part)
    assert "Where a count is missing, no change is given from it or to it." in numbers
    assert "so no change can be given" not in numbers


def test_other_publications_stand_in_tables_of_their_own(client):
    series = gun_crime(139, 81)
    year(SeriesFactory(measure=series.measure, source__title="Other tables"), 2022, 83)
    tables = page(client).split("<table")[1:]
    assert "Other tables" in tables[1]
    assert ">139<" in tables[0]
    assert ">83<" in tables[1]
    assert ">139<" not in tables[1]
    assert "Other published counts" in page(client)


def test_a_break_is_named(client):
    SeriesBreakFactory(series=gun_crime(139, 81), on=date(2010, 4, 1), reason="Burglary was cut anew.")
    assert "Counting changed on 1 April 2010: Burglary was cut anew." in page(client)


def test_what_it_must_not_be_compared_with_stands_on_the_page(client):
    gun_crime(139, 81, not_comparable_with="**Shootings**, which are counted apart.")
    assert "<strong>Shootings</strong>, which are counted apart." in page(client)


def test_public_actions_aimed_at_it_are_listed_and_others_are_not(client):
    series = gun_crime(139, 81)
    assert "No action in the plan names this measure as its aim." in page(client)
    AimFactory(measure=series.measure, action__title="Apprenticeships", action__slug="apprenticeships")
    AimFactory(measure=series.measure, action=ActionFactory(title="A secret draft", draft=True))
    AimFactory(measure=series.measure, action=ActionFactory(title="Below a draft", priority__draft=True))
    text = page(client)
    assert '<a href="/plan/actions/apprenticeships/">Apprenticeships</a>' in text
    assert "A secret draft" not in text
    assert "Below a draft" not in text
    assert "A change would not prove that an action caused it." in text


def test_a_measure_without_figures_gives_the_reason(client):
    MeasureFactory(slug="gun-crime", no_figure_note="No figure yet. It needs police records.")
    text = page(client)
    assert "No figure yet. It needs police records." in text
    assert "How this was worked out" not in text
    assert ".csv" not in text


def test_a_draft_or_unknown_measure_is_not_found(client):
    published(139, 81, slug="draft", draft=True)
    published(139, 81, slug="scheduled", scheduled=True)
    for address in ("/statistics/draft/", "/statistics/scheduled/", "/statistics/none/"):
        assert client.get(address).status_code == 404
