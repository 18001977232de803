"""Events and breaks: one number each, on the chart, in the table's row and in the list of words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from statistics import notes, shown
from statistics.models import Series
from statistics.periods import Period
from tests.factories import AnnotationFactory, SeriesBreakFactory, SeriesFactory
from tests.statistics.build import published, staff, year

pytestmark = pytest.mark.django_db
LONG_AGO = {"starts_on": date(2010, 1, 1), "ends_on": date(2010, 1, 1)}


def of(series, *, preview=False):
    return notes.of(shown.series(Series.objects.filter(pk=series.pk), preview=preview), preview=preview)[series.pk]


def titles(series, **options):
    return [note.sentence for note in of(series, **options)]


def page(client, prefix=""):
    return " ".join(client.get(f"{prefix}/statistics/gun-crime/").content.decode().split())


def gun_crime(*values, **measure):
    return published(*values, slug="gun-crime", title="Gun crime", **measure)


def test_they_are_numbered_in_the_order_of_time():
    series = published(120, 139, 81)
    SeriesBreakFactory(series=series, on=date(2021, 10, 1))
    AnnotationFactory(title="A week without records.", areas=[series.area])
    AnnotationFactory(title="A flood", starts_on=date(2020, 12, 3), ends_on=date(2020, 12, 3), areas=[series.area])
    assert titles(series) == [
        "Note 1, 3 December 2020: A flood.",
        "Note 2, 1 October 2021: The way of counting changed.",
        "Note 3, August 2022: A week without records.",
    ]


def test_what_bears_on_another_area_or_measure_or_lies_outside_is_left_out():
    series, other = published(139, 81), SeriesFactory()
    AnnotationFactory(areas=[other.area])
    AnnotationFactory(areas=[series.area], measures=[other.measure])
    AnnotationFactory(areas=[series.area], **LONG_AGO)
    SeriesBreakFactory(series=series, on=date(2010, 1, 1))
    SeriesBreakFactory(series=series, on=date(2021, 10, 1))  # the first day of all: it parts nothing
    assert of(series) == []
    AnnotationFactory(title="Both", areas=[series.area, other.area], measures=[series.measure, other.measure])
    assert titles(series) == ["Note 1, August 2022: Both."]


def test_a_draft_is_seen_by_staff_alone(client):
    series = gun_crime(139, 81)
    AnnotationFactory(title="Still a draft", areas=[series.area], draft=True)
    assert (titles(series), len(titles(series, preview=True))) == ([], 1)
    assert "Still a draft" not in page(client)
    client.force_login(staff("viewer"))
    assert "August 2022: Still a draft (not public yet)." in page(client, "/preview")


@pytest.mark.parametrize(("many", "said"), [(0, ""), (1, "note 1"), (2, "notes 1 and 2"), (3, "notes 1, 2 and 3"), (4, "4 of the notes")])
def test_numbers_are_listed(many, said):
    assert notes.numbers([notes.Note(number, None) for number in range(1, many + 1)]) == said


def test_three_queries_however_many_series(django_assert_num_queries):
    for number in range(3):
        series = published(139, 81, slug=f"m{number}")
        for name in ("Flood", "Storm", "Strike", "Vigil"):
            AnnotationFactory(title=f"{name}{'!' * number}", areas=[series.area], measures=[series.measure])
    found = shown.series(Series.objects.all(), preview=False)
    with django_assert_num_queries(3):
        assert [len(known) for known in notes.of(found, preview=False).values()] == [4, 4, 4]


def test_one_number_stands_at_the_chart_the_row_and_the_words(client):
    series = gun_crime(1200, 1390, 1081)
    AnnotationFactory(title="Offices closed", words="They were shut.", source="Minutes", url="https://example.org/m", areas=[series.area])
    text = page(client)
    assert text.count('<rect class="flag"') == 2  # wide and narrow
    assert text.count("Note 1, August 2022: Offices closed.</desc>") == 2
    assert '<th scope="row">Oct 2021 to Sep 2022 <a class="to-note" href="#cap-n-1">note 1</a></th>' in text
    assert '<li id="cap-n-1" value="1"><strong>August 2022: Offices closed.</strong> They were shut.' in text
    assert '<a href="https://example.org/m">Minutes</a>' in text


def test_marks_and_bars_name_the_note_in_words(client):
    series = gun_crime(15, 2, deaths=True)
    AnnotationFactory(areas=[series.area])
    text = page(client)
    assert "October 2021 to September 2022: 15 people, note 1." in text
    assert text.count(">Note 1</text>") == 2


def test_a_break_is_drawn_named_and_told_once(client):
    series = gun_crime(1200, 1390, 1081)
    SeriesBreakFactory(series=series, on=date(2022, 10, 1), reason="Burglary was cut anew.")
    text = page(client)
    assert text.count(">Break 1</text>") == 2
    assert "<strong>Break in the series on 1 October 2022.</strong> Counts on either side are not compared. Burglary was cut anew." in text
    assert "Counting changed on" not in text


def test_notes_of_another_series_stand_below_its_own_table(client):
    series = gun_crime(139, 81)
    other = SeriesFactory(measure=series.measure)
    year(other, 2021, 70)
    AnnotationFactory(title="Elsewhere", areas=[other.area])
    text = page(client)
    assert 'href="#cap-o1-1"' in text
    assert text.index("Elsewhere") > text.index("Other published counts")


def test_a_chart_that_cannot_be_drawn_still_has_its_notes(client):
    AnnotationFactory(title="Offices closed", areas=[gun_crime(139).area], starts_on=date(2022, 11, 1), ends_on=date(2022, 11, 30))
    assert "November 2022: Offices closed." in page(client)


def test_a_slip_in_the_year_is_refused():
    with pytest.raises(ValidationError, match="Write a year from 1700 to 2199"):
        AnnotationFactory.build(starts_on=date(22, 8, 1)).clean()
    assert AnnotationFactory.build().period == Period(date(2022, 8, 1), date(2022, 8, 31))


@pytest.mark.parametrize("prefix", ["", "/preview"])
def test_a_hidden_count_has_no_height_no_mark_and_no_rate_beside_an_event(client, prefix):
    series = gun_crime(98_341, None, 87_106)
    AnnotationFactory(title="Offices closed", areas=[series.area])
    client.force_login(staff("Statistician"))
    text = page(client, prefix)
    stems = [part.split(' d="M')[1].split("V")[0].split()[1] for part in text.split('<path class="stem"')[1:]]
    assert stems == ["260", "212"]  # the foot of the wide and of the narrow drawing
    assert "There is no count for October 2021 to September 2022 (not shown: confidential)." in text
