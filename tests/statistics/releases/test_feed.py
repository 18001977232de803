"""The feed, read by a feed reader."""

import re
from datetime import UTC, date, datetime

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statistics import notices
from statistics.models import Observation
from tests.factories import DateChangeFactory, FigureRevisionFactory, PartnershipFactory, ReleaseFactory
from tests.statistics.build import published

pytestmark = pytest.mark.django_db


def feed(client):
    answer = client.get("/statistics/releases/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo, read.get("bozo_exception")
    return read


def test_an_empty_feed_is_a_feed(client):
    assert feed(client).entries == []


def test_it_names_the_partnership_and_what_came_out_newest_first(client):
    PartnershipFactory(name="Exampleton Partnership")
    ReleaseFactory(title="Older", summary="Old counts.")
    ReleaseFactory(title="Newer", slug="newer", published_at=datetime(2025, 3, 11, tzinfo=UTC))
    ReleaseFactory(title="To come", coming=True)
    read = feed(client)
    assert read.feed.author == "Exampleton Partnership"
    assert [(entry.title, entry.summary) for entry in read.entries][1] == ("Older", "Old counts.")
    assert [entry.title for entry in read.entries] == ["Newer", "Older"]
    assert read.entries[0].link == "http://localhost:8000/statistics/releases/newer/"


def test_a_correction_and_a_changed_day_have_their_own_lines(client):
    figure = published(81, title="Gun crime").observations.get()
    FigureRevisionFactory(observation=figure, corrected=True, value_before=18)
    DateChangeFactory(release=ReleaseFactory(title="To come", coming=True))
    DateChangeFactory(release=ReleaseFactory(title="Quiet", draft=True))
    DateChangeFactory(release__title="Month", release__coming=True, new_due_on=date(2027, 4, 1), new_only_month_known=True)
    entries = {entry.title: entry.summary for entry in feed(client).entries}
    assert entries["New day: To come"] == "Now due: 11 March 2024. The source was late."
    assert entries["New day: Month"] == "Now due: April 2027. The source was late."
    assert "63 more" in entries["Corrected: Gun crime, Liverpool, October 2022 to September 2023"]
    assert not any("Quiet" in title for title in entries)


def test_a_cancelled_release_is_told_at_its_moment_with_the_reason_and_once(client):
    at = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
    of = ReleaseFactory(title="To come", slug="to-come", cancelled=True, cancelled_at=at)
    ReleaseFactory(title="Quiet", cancelled=True, is_announced=False)
    ReleaseFactory(title="Put away", cancelled=True, state="archived")
    [entry] = feed(client).entries
    assert (entry.title, entry.summary) == ("Cancelled: To come", "It will not come. There are no tables.")
    assert (entry.published, entry.id) == ("2026-05-06T07:08:09+00:00", "http://localhost:8000/statistics/releases/to-come/#cancelled")
    of.save()
    assert [(later.id, later.updated) for later in feed(client).entries] == [(entry.id, entry.updated)]


def test_every_line_has_a_name_of_its_own_that_stays(client):
    for _ in range(3):
        DateChangeFactory(release=ReleaseFactory(coming=True))
    first, second = ([entry.id for entry in feed(client).entries] for _ in range(2))
    assert len({*first}) == 3
    assert first == second


def test_signs_that_xml_cannot_hold_and_markup_do_no_harm(client):
    ReleaseFactory(title="A\x0bB <b>& C", summary="<script>alert(1)</script>\x01")
    [entry] = feed(client).entries
    assert entry.title.startswith("AB")
    assert "<script" not in entry.summary


def test_it_is_cut_to_the_newest(client):
    for number in range(70):
        ReleaseFactory(title=f"Release {number}")
    assert len(feed(client).entries) == 60


def test_what_staff_typed_is_text_and_no_markup(client):
    ReleaseFactory(summary="Under 18 <b>or</b> over: 1 < 2")
    assert "&amp;lt;b&amp;gt;or" in client.get("/statistics/releases/feed.atom").content.decode()


def test_the_newest_corrections_are_told_however_many_hidden_ones_are_newer_and_no_other_figure_is_read():
    corrected = []
    for number in range(4):
        figure = published(81, 90, title=f"Measure {number}", source=f"Tables {number}").observations.first()
        corrected.append(FigureRevisionFactory(observation=figure, corrected=True, public_from=datetime(2026, 6, 1 + number, tzinfo=UTC)))
    Observation.objects.filter(pk=corrected[3].observation_id).update(value=None, missing="confidential")
    with CaptureQueriesContext(connection) as captured:
        found = notices.newest(2, preview=False)
    assert [notice.version.revision for notice in found] == [corrected[2], corrected[1]]
    assert [notice.series.measure.title for notice in found] == ["Measure 2", "Measure 1"]
    asked = next(
        found for query in captured if (found := re.search(r'edition_on".*"statistics_observation"\."id" IN \(([\d, ]+)\)', query["sql"]))
    )
    assert {int(key) for key in asked[1].split(",")} == {revision.observation_id for revision in corrected[1:3]}
