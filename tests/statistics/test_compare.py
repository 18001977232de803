"""Two periods of a reader's choice: asked by a plain address, answered or refused with the reason, and kept for nobody."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from citysafe.design.text import day
from statistics.models import Observation
from statistics.pairs import reference
from tests.factories import ObservationFactory, SeriesBreakFactory, SeriesFactory
from tests.statistics.build import published, year

pytestmark = pytest.mark.django_db
AT = "/statistics/compare/"


def ask(client, status=200, at=AT, **answers):
    answer = client.get(f"{at}?{urlencode(answers, doseq=True)}")
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def of(earlier, later):
    return {"measure": later.series.measure.slug, "later": reference(later), "earlier": reference(earlier)}


@pytest.fixture
def three():
    """Three years of one series: 815, 600 and 578."""
    return list(published(815, 600, 578, slug="knife-crime", title="Knife crime").observations.order_by("period_end"))


def test_the_answer_tells_count_difference_percentage_and_both_periods_in_that_order(client, three):
    text = ask(client, **of(three[0], three[2]))
    said = ['<span class="num">578</span>', "down 237 (29%)", "from 815", "October 2022 to September 2023, compared with October 2020"]
    places = [text.index(words, text.index("<h1>")) for words in said]
    assert places == sorted(places)
    assert "<title>Knife crime, Liverpool: October 2022 to September 2023, compared with October 2020 to September 2021" in text
    assert "Later count less earlier count: 578 − 815 = −237" in text


def test_an_answer_can_be_quoted_with_its_day_and_an_address_without_junk(client, three):
    chosen = of(three[0], three[2])
    text = ask(client, utm_source="zq", **chosen)
    address = f"http://localhost:8000{AT}?{urlencode(chosen)}".replace("&", "&amp;")
    assert f'<link rel="canonical" href="{address}">' in text
    assert f'<a href="{address}">{address}</a>' in text
    assert "578 offences, down 237 (29%) from 815. Source: Office for Examples, Tables, First edition." in text.replace("  ", " ")
    assert f"As published on {day(timezone.localdate())}." in text
    assert '<meta name="robots" content="noindex">' in text


def test_an_address_survives_a_figure_that_is_entered_anew(client, three):
    chosen = of(three[0], three[2])
    before = three[2].pk
    three[2].delete()
    assert year(three[0].series, 2022, 570).pk != before
    assert "down 245 (30%)" in ask(client, **chosen)


def test_the_two_forms_keep_what_was_chosen(client, three):
    text = ask(client, **of(three[0], three[2]))
    assert f'<option value="{reference(three[2])}" selected>October 2022 to September 2023 (final)</option>' in text
    assert f'<option value="{reference(three[0])}" selected>' in text
    assert '<option value="knife-crime" selected>Knife crime</option>' in text


def test_the_choice_starts_from_the_two_figures_of_the_measures_page(client, three):
    text = ask(client, measure="knife-crime")
    assert text.count(" selected>October 2022 to September 2023") == text.count(" selected>October 2021 to September 2022") == 1
    assert "Error:" not in text
    assert f'<a href="{AT}?measure=knife-crime">Compare two other periods</a>' in client.get("/statistics/knife-crime/").content.decode()


def test_figures_are_offered_by_series_with_their_standing(client, three):
    Observation.objects.filter(pk=three[0].pk).update(status="provisional", period_is_assumed=True, period_note="None is named.")
    other = SeriesFactory(measure=three[0].series.measure, area__name="Other area", source__title="Other tables")
    year(other, 2022, None)
    text = ask(client, measure="knife-crime")
    assert '<optgroup label="Liverpool: Tables">' in text
    assert '<optgroup label="Other area: Other tables">' in text
    assert "October 2020 to September 2021 (provisional, period assumed)</option>" in text
    assert "October 2022 to September 2023 (not shown: confidential)</option>" in text


def test_what_a_source_does_not_settle_is_quoted_with_it(client, three):
    Observation.objects.filter(pk=three[2].pk).update(status="provisional", note="Some records are late.")
    Observation.objects.filter(pk=three[1].pk).update(period_is_assumed=True, period_note="None is named.")
    text = ask(client, **of(three[1], three[2]))
    assert "October 2022 to September 2023: provisional. The source does not name the earlier period" in text
    assert "<td> Provisional" in text
    assert "<td> Final. Period assumed" in text
    assert "Some records are late." in text


def refused(client, earlier, later):
    text = ask(client, **of(earlier, later))
    assert "%)" not in text
    assert "As published on" not in text
    assert '<svg class="wide"' not in text
    assert "not compared" in text
    return text


def test_another_area_and_another_publication_are_refused(client, three):
    area, source = three[0].series.area, three[0].series.source
    there = SeriesFactory(measure=three[0].series.measure, area__name="Wirral", source=source)
    elsewhere = SeriesFactory(measure=three[0].series.measure, area=area, source__title="Other tables")
    text = refused(client, year(there, 2020, 12), three[2])
    assert "The two counts are for different areas" in text
    assert "Knife crime, Liverpool and Wirral</h1>" in text
    assert "come from different publications" in refused(client, year(elsewhere, 2020, 12), three[2])


def test_overlapping_and_unequal_periods_are_refused(client, three):
    series = three[0].series
    rolling = ObservationFactory(series=series, period_start=date(2022, 1, 1), period_end=date(2022, 12, 31), value=590)
    month = ObservationFactory(series=series, period_start=date(2020, 3, 1), period_end=date(2020, 3, 31), value=59)
    assert "The two periods overlap" in refused(client, rolling, three[2])
    assert "not the same length" in refused(client, month, three[2])


def test_hidden_and_negative_counts_are_refused(client, three):
    hidden, negative = year(three[0].series, 2018, None), year(three[0].series, 2019, -3)
    assert "is confidential" in refused(client, hidden, three[2])
    assert '<p class="headline"><span>Not shown: confidential</span></p>' in refused(client, three[0], year(three[0].series, 2024, None))
    assert "is negative" in refused(client, negative, three[2])


def test_a_break_between_the_two_is_refused(client, three):
    SeriesBreakFactory(series=three[0].series, on=date(2021, 10, 1), reason="Counted by victim.")
    assert "Counted by victim." in refused(client, three[0], three[2])
    assert "down 22 (4%)" in ask(client, **of(three[1], three[2]))


def test_the_other_order_is_refused_and_the_right_one_offered(client, three):
    text = refused(client, three[2], three[0])
    assert "The earlier period comes after the later one" in text
    swapped = urlencode(of(three[0], three[2])).replace("&", "&amp;")
    assert f'<a href="?{swapped}">Compare them the other way round</a>' in text
    month = ObservationFactory(series=three[0].series, period_start=date(2020, 3, 1), period_end=date(2020, 3, 31), value=59)
    assert "the other way round" not in refused(client, three[2], month)


def test_deaths_have_no_colour_a_mark_for_each_and_the_sentence(client):
    earlier, later = published(15, 2, deaths=True).observations.order_by("period_end")
    text = ask(client, **of(earlier, later))
    assert "One victim is one too many." in text
    assert "Each mark stands for one person." in text
    assert 'class="chg down"' in text
    assert not {"better", "worse"} & set(text.replace('"', " ").split())


def test_a_withheld_percentage_is_not_given(client):
    earlier, later = published(15, 2, small_counts="withhold").observations.order_by("period_end")
    text = ask(client, **of(earlier, later))
    assert "87%" not in text.split("<main")[1]
    assert "too small for a percentage" in text


@pytest.mark.parametrize("many", [3, 60])
@pytest.mark.usefixtures("one_edition")
def test_an_answer_costs_as_many_queries_for_many_figures(client, many, django_assert_num_queries):
    series = published(*range(500, 500 + many))
    for _ in range(many):
        published(1, 2, group="other")
    first, last = (series.observations.order_by(by).first() for by in ("period_end", "-period_end"))
    client.get(AT)  # what stands on every page is read once an edition
    with django_assert_num_queries(8):
        ask(client, **of(first, last))


def test_other_months_of_the_year_are_told_and_quoted_with_that(client):
    series = published(unit_many="offences")
    days = [((2025, 4, 1), (2025, 6, 30)), ((2026, 1, 1), (2026, 3, 31)), ((2026, 4, 1), (2026, 6, 30))]
    same, before, later = (
        ObservationFactory(series=series, period_start=date(*start), period_end=date(*end), value=80) for start, end in days
    )
    assert ask(client, **of(before, later)).count("so the season may account for part of the change.") == 2
    assert "season" not in ask(client, **of(same, later))
