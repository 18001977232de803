"""Which changes of wholes, parts and sources would show what is hidden, and wait."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from statistics import services, shown
from statistics.models import Area, Observation, RelationChange, Source
from statistics.services import relating, showing
from tests.factories import AreaFactory, FigureRevisionFactory, MeasureFactory, SeriesFactory, SourceFactory
from tests.filled import filled
from tests.statistics.relations.build import WHY, asked_for, is_hidden, north, page, planted, save

pytestmark = pytest.mark.django_db


def test_it_says_why_or_it_is_not_asked_for(desk, city, asker):
    assert "Say why." in save(desk, city, parts_are_all=False)
    city.parts_are_all = False
    with pytest.raises(ValidationError, match="a colleague must agree"):
        services.relate(thing=city, by=asker)
    assert is_hidden()
    assert not RelationChange.objects.exists()


def test_one_change_of_a_thing_waits_at_a_time(desk, city, asker):
    asked_for(city, asker)
    city.refresh_from_db()
    assert relating.WAITS in save(desk, city, parts_are_all=False, why=WHY)
    with pytest.raises(ValidationError, match="waits for a colleague already"):
        asked_for(city, asker)


def test_what_shows_nothing_goes_straight_through(desk, city):
    whole = AreaFactory(name="Region")
    assert "would show" not in save(desk, city, part_of=whole.pk, why=WHY)
    assert Area.objects.get(pk=city.pk).part_of == whole
    assert not RelationChange.objects.exists()
    lone = SeriesFactory().area
    save(desk, lone, parts_are_all="on")
    assert Area.objects.get(pk=lone.pk).parts_are_all


def test_a_part_that_leaves_its_whole(city, asker):
    change = asked_for(Area.objects.get(name="South"), asker)
    assert [*change.changes] == [("part of", "Exampleton", "nothing")]
    assert is_hidden()


def test_a_new_part_that_would_open_the_sum_waits_too(desk, city):
    """With a third part of which nothing is known, the two that are known tell nothing any more."""
    address = reverse("admin:statistics_area_add")
    new = {"name": "Nowhere", "kind": "neighbourhood", "what_it_is": "A place.", "part_of": city.pk}
    assert "Say why. This would show" in desk.post(address, filled(desk, address, **new)).content.decode()
    assert not Area.objects.filter(name="Nowhere").exists()
    assert "It would show 1 figure" in desk.post(address, filled(desk, address, **new, why=WHY), follow=True).content.decode()
    assert Area.objects.get(name="Nowhere").part_of is None
    assert is_hidden()


def test_a_measure_and_its_kinds(desk):
    of = {"area": AreaFactory(), "source": SourceFactory()}
    whole = MeasureFactory(title="Robbery", parts_are_all=True)
    planted(40418, measure=whole, is_main=True, **of)
    kept = planted(40411, measure=MeasureFactory(part_of=whole), **of)
    planted(None, measure=MeasureFactory(part_of=whole), **of)
    assert "A colleague must agree to it" in save(desk, whole, parts_are_all=False, why=WHY)
    assert kept.pk in shown.hidden_keys(preview=False)
    assert RelationChange.objects.get().measure == whole


def test_a_source_that_hides_less_than_it_said(desk, city):
    source = north().series.source
    Observation.objects.filter(series__area__name="North").update(value=None, missing="confidential")
    Observation.objects.filter(series__area=city).update(value=14)
    Source.objects.update(hides_up_to=7)
    whole = Observation.objects.get(series__area=city)
    assert whole.pk in shown.hidden_keys(preview=False)
    assert "A colleague must agree to it" in save(desk, source, hides_up_to="", why=WHY)
    assert [*RelationChange.objects.get().changes] == [("keeps back counts up to", "7", "nothing")]
    assert whole.pk in shown.hidden_keys(preview=False)


def test_what_is_on_its_way_counts_too(city, asker):
    Observation.objects.filter(series__area=city).update(state="review", published_at=None, first_public_at=None)
    assert (is_hidden(), is_hidden(preview=True)) == (False, False)
    on_its_way = Observation.objects.get(series__area=city)
    assert on_its_way.pk in shown.hidden_keys(preview=True)
    change = asked_for(city, asker)
    assert [*showing.of(city, change.after).figures()] == [on_its_way]


def test_what_a_figure_said_before_counts_too(desk, asker):
    """The past of a figure in which a confidential one is counted is not told; once it is no part any more, it would be."""
    city = AreaFactory(name="Exampleton")
    south = AreaFactory(name="South", part_of=city)
    of = {"measure": MeasureFactory(), "source": SourceFactory()}
    whole = planted(40418, city, **of)
    planted(None, south, **of)
    south.part_of = None
    assert services.relate(thing=south, by=asker) is None
    south.part_of = city
    services.relate(thing=south, by=asker)
    FigureRevisionFactory(observation=whole, value_before=40420)
    change = asked_for(south, asker)
    assert showing.of(south, change.after) == showing.Showing(pasts=frozenset({whole.pk}))
    assert "What it said before" in desk.get(page(change, "agree")).content.decode()
