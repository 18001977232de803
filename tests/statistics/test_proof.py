"""How a figure was worked out: the sum, the statements, the source, the people, the past."""

from datetime import UTC, date, datetime

import pytest

from statistics.models import Observation
from tests.factories import ClaimFactory, FigureRevisionFactory, MappingRuleFactory, SeriesBreakFactory, SeriesFactory, UserFactory
from tests.statistics.build import published, staff, year

pytestmark = pytest.mark.django_db


def page(client):
    answer = client.get("/statistics/gun-crime/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def gun_crime(*values):
    return published(*values, slug="gun-crime", title="Gun crime")


def test_the_sum_is_written_out(client):
    gun_crime(139, 81)
    text = page(client)
    assert "<li>Later count less earlier count: 81 − 139 = −58</li>" in text
    assert "<li>Rounded to a whole number: down 42%</li>" in text


def test_a_statement_that_rests_on_the_figure_is_judged(client):
    earlier, later = gun_crime(139, 81).observations.order_by("period_end")
    claim = ClaimFactory(earlier=earlier, later=later, earlier_count=139, later_count=81, percentage=42, where="A press release")
    assert "says down 42%. Our own sum gives the same." in page(client)
    claim.percentage = 43
    claim.save()
    assert "says down 43%. Our own sum gives another result." in page(client)
    claim.percentage, claim.later_count = 50, 70
    claim.save()
    assert "That was so for the counts of its day." in page(client)
    SeriesBreakFactory(series=later.series, on=date(2022, 10, 1))
    assert "It cannot be checked. The way of counting changed" in page(client)


def test_a_statement_about_other_periods_than_the_sum_names_them(client):
    """Or its percentage would stand beside another one, as if both were of the same two counts."""
    earliest, _, later = gun_crime(100, 139, 81).observations.order_by("period_end")
    ClaimFactory(earlier=earliest, later=later, earlier_count=100, later_count=81, percentage=19)
    periods = f"It compares {later.period.label} with {earliest.period.label}, and not the periods of the sum above."
    assert f"says down 19%. {periods} Our own sum gives the same." in page(client)


def test_the_source_is_named_with_edition_licence_and_link(client):
    series = gun_crime(139, 81)
    series.source.url = "https://example.org/tables"
    series.source.note = "Counts are *revised*."
    series.source.save()
    Observation.objects.update(edition="April edition", edition_on=date(2024, 4, 25))
    text = page(client)
    assert '<a href="https://example.org/tables">Tables</a>' in text
    assert "Published by Office for Examples. Licence: An open licence." in text
    assert text.count("<li>April edition, published on 25 April 2024</li>") == 1
    assert "<em>revised</em>" in text


def test_people_are_named_by_their_role_alone(client):
    gun_crime(81)
    entered, checked = staff("statistician"), UserFactory(full_name="Jo Secret", staff=True)
    Observation.objects.update(entered_by=entered, checked_by=checked, checked_at=datetime(2024, 5, 1, 9, tzinfo=UTC))
    text = page(client)
    assert "by: statistician" in text
    assert "Compared with the source on 1 May 2024 by: member of staff." in text
    for person in (entered, checked):
        assert person.full_name not in text
        assert person.email not in text


def test_a_figure_nobody_has_checked_says_so(client):
    gun_crime(81)
    assert "who entered it is not on record. Not yet compared with the source by a second person." in page(client)


def test_counts_of_several_areas_are_told_apart_by_the_area(client):
    series = gun_crime(81)
    year(SeriesFactory(measure=series.measure, source=series.source, area__name="Speke"), 2022)
    text = page(client)
    assert "October 2022 to September 2023 (Liverpool, Tables): entered on" in text
    assert "October 2022 to September 2023 (Speke, Tables): entered on" in text


def test_earlier_values_stay_readable_with_the_reason(client):
    figure = gun_crime(81).observations.get()
    assert "None is on record since these counts were published here." in page(client)
    FigureRevisionFactory(observation=figure, value_before=83, reason="Two were counted twice.")
    assert "83 until 1 June 2024, then 81 (2 fewer). Two were counted twice." in page(client)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"wanted": "Robbery"}, "Taken from the published file: “Robbery” for Liverpool."),
        (
            {"by": "group", "wanted": "Robbery\nTheft | Thefts\nDrugs", "area_code": "E22000182", "year_ends_in": 9},
            "offence group “Robbery”, “Theft” and “Drugs” for Liverpool (E22000182). Twelve months are added up, to the end of September.",
        ),
        ({"area_code": "E22000182", "area_names": ""}, "“Robbery” for (E22000182)."),
        ({"finer_reason": "The duty asks for it."}, "Given for less than a year: The duty asks for it."),
    ],
)
def test_the_rule_that_takes_it_from_a_file_is_told(client, fields, words):
    MappingRuleFactory(series=gun_crime(139, 81), **fields)
    assert words in page(client)
