"""The overview: counts first, both periods, no figure without its reason."""

import pytest
from django.utils.html import escape

from statistics.models import Observation
from tests.factories import MeasureFactory, SeriesFactory
from tests.statistics.build import published, staff, year

pytestmark = pytest.mark.django_db


def page(client, address="/statistics/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_headline_figure_is_told_count_difference_percentage_and_periods(client):
    published(139, 81, title="Gun crime")
    text = page(client)
    places = [text.index(said) for said in (">Gun crime</a>", '<p class="num">81</p>', "down 58 (42%)", "from 139 the year before")]
    assert places == sorted(places)
    assert "October 2022 to September 2023, compared with October 2021 to September 2022." in text
    assert '<p class="chg down better">down 58 (42%)</p>' in text


def test_an_assumed_period_is_named_as_such(client):
    published(139, 81)
    Observation.objects.filter(value=139).update(period_is_assumed=True, period_note="None is named.")
    text = page(client)
    assert "The source does not name the earlier period: that is what we take it to be." in text
    assert '<p class="from">from 139 in the earlier period</p>' in text
    assert "the year before" not in text


def test_a_count_of_deaths_is_never_coloured_nor_celebrated(client):
    published(15, 2, deaths=True, title="Murders")
    text = page(client)
    assert '<p class="chg down">down 13 (87%)</p>' in text
    assert "better" not in text.split("What the words mean")[0]
    assert "One victim is one too many" in text
    assert text.count("<circle") == 17


def test_small_counts_are_marked_and_counted(client):
    published(15, 2)
    published(23, 12)
    published(815, 578)
    text = page(client)
    assert "Two of these measures have small counts." in text
    assert text.count('<span class="tag">Small numbers</span>') == 2
    assert text.count("<td>Small numbers</td>") == 2


def test_one_small_count_is_said_so(client):
    published(15, 2)
    assert "One of these measures has a small count." in page(client)


def test_no_small_count_needs_no_note(client):
    published(815, 578)
    assert "small count" not in page(client)


def test_a_withheld_percentage_is_not_given(client):
    published(15, 2, group="other", small_counts="withhold")
    text = page(client)
    assert "Not given" in text
    assert "87%" not in text
    assert '<td class="n">−13</td>' in text


def test_figures_of_two_publications_never_share_a_table(client):
    published(139, 81, title="Gun crime")
    published(6149, 5845, title="Violence with injury (ONS)", group="other", source="Tables of another publisher")
    tables = page(client).split("<table")[1:]
    assert len([table for table in tables if "Gun crime" in table and "ONS" in table.split("</table>")[0]]) == 0
    assert "Do not put them beside the figures above" in page(client)


def test_a_table_tells_count_difference_change_and_then_the_earlier_count(client):
    published(139, 81, title="Gun crime")
    table = page(client).split("<tbody>")[1].split("</tbody>")[0]
    places = [table.index(said) for said in (">Gun crime</a>", ">81<", ">−58<", ">down 42%<", ">139<")]
    assert places == sorted(places)


def test_where_periods_differ_each_row_names_its_own_in_short(client):
    published(815, 578)
    year(published(20), 2023, 21)
    table = page(client).split("<tbody>")[1].split("</tbody>")[0]
    assert "<small>Oct 2022 to Sep 2023, compared with Oct 2021 to Sep 2022</small>" in table
    assert "<small>Oct 2023 to Sep 2024, compared with Oct 2022 to Sep 2023</small>" in table


def test_a_measure_of_the_home_office_without_a_figure_says_why(client):
    MeasureFactory(group="duty", title="Homicide, not domestic", no_figure_note="No figure yet. It needs police records.")
    text = page(client)
    assert "Homicide, not domestic" in text
    assert "No figure yet. It needs police records." in text


def test_a_measure_of_the_home_office_with_a_figure_shows_it(client):
    published(240, 231, group="duty")
    text = page(client)
    assert "why there is none. October 2022 to September 2023, compared with October 2021 to September 2022.</small>" in text
    assert "<td>231, down 9 (4%) from 240</td>" in text


def test_where_periods_differ_each_measure_of_the_home_office_names_its_own(client):
    published(240, 231, group="duty")
    year(published(20, group="duty"), 2023, 21)
    assert "231, down 9 (4%) from 240<br>October 2022 to September 2023" in page(client)


@pytest.mark.parametrize("groups", [(), ("headline",), ("headline", "duty", "other")])
def test_the_list_of_contents_leads_to_what_there_is(client, groups):
    for group in groups:
        published(240, 231, group=group)
        MeasureFactory(group=group)
    text = page(client)
    contents = text[text.index('id="contents"') : text.index("</nav>", text.index('id="contents"'))]
    led_to = [part.split('"')[0] for part in contents.split('href="#')[1:]]
    headings = [part.split('"')[0] for part in text.split('<h2 id="')[2:]]
    assert headings == [*led_to, "help-h"]


def test_the_overview_leads_to_a_comparison_of_any_two_periods(client):
    assert '<a href="/statistics/compare/">Compare two periods</a>' in page(client)


def test_a_headline_measure_without_a_figure_is_listed_with_its_reason(client):
    published(815, 578)
    MeasureFactory(group="headline", title="Robbery", no_figure_note="Comes in spring.")
    assert "Robbery</a>: Comes in spring." in page(client)


def test_a_confidential_latest_figure_says_not_shown(client):
    published(815, None)
    text = page(client)
    assert "Not shown: confidential" in text
    assert "no change can be given" in text


def test_where_periods_differ_each_card_names_its_own(client):
    published(815, 578)
    year(published(20), 2023, 21)
    text = page(client)
    assert text.count('<p class="from">October 2022 to September 2023, compared with') == 1
    assert text.count('<p class="from">October 2023 to September 2024, compared with') == 1


def test_without_any_measure_the_page_says_what_will_stand_here(client):
    text = page(client)
    assert "No figure has been published here yet" in text
    assert "All figures, spreadsheet file (CSV)" not in text
    assert "Last updated" not in text


def test_drafts_and_embargoed_figures_stay_hidden(client):
    series = published(815, 578)
    year(series, 2023, 777, scheduled=True)
    year(series, 2024, 888, draft=True)
    published(1, 2, title="Secret measure", draft=True)
    text = page(client)
    assert "777" not in text
    assert "888" not in text
    assert "Secret measure" not in text


def test_staff_see_drafts_and_what_is_to_come_in_a_preview(client):
    series = published(815, 578, slug="knife-crime")
    year(series, 2023, 777, scheduled=True)
    client.force_login(staff("Statistician"))
    assert "777" in page(client, "/preview/statistics/")
    text = page(client, "/preview/statistics/knife-crime/")
    assert "777" in text
    assert "Final. Not public yet" in text
    assert "777" in page(client, "/preview/statistics/all.csv")


def test_words_of_staff_are_escaped(client):
    published(815, 578, title="<b>Knife</b> crime")
    text = page(client)
    assert "<b>Knife" not in text
    assert escape("<b>Knife</b> crime") in text


def test_every_table_has_a_caption_and_every_id_is_unique(client):
    published(815, 578)
    published(6149, 5845, group="other", source="Other tables")
    SeriesFactory(is_main=True, measure__group="duty")
    text = page(client)
    assert text.count("<table") == text.count("<caption") > 2
    found = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(found) == len(set(found))
