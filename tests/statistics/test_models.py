"""What the models hold themselves."""

import pytest
from django.core.exceptions import ValidationError

from statistics.models.measure import HAS_PUBLIC_FIGURES, THRESHOLD_TOO_LARGE
from statistics.models.observation import LARGEST, NEGATIVE_DEATHS, OUT_OF_BOUNDS, SMALLEST
from statistics.models.part import CIRCLE, OWN_PART
from tests.factories import AreaFactory, MeasureFactory, ObservationFactory, SourceFactory


@pytest.mark.parametrize("slug", ["claims", "all"])
def test_a_measure_may_not_take_the_address_of_another_page(slug):
    with pytest.raises(ValidationError, match="choose another"):
        MeasureFactory.build(slug=slug).clean()
    MeasureFactory.build(slug="gun-crime").clean()


@pytest.mark.django_db
@pytest.mark.parametrize("threshold", [1001, 40_000])
def test_a_small_count_is_at_most_a_thousand(threshold):
    MeasureFactory.build(small_count_threshold=1000).full_clean()
    with pytest.raises(ValidationError) as refused:
        MeasureFactory.build(small_count_threshold=threshold).full_clean()
    assert refused.value.message_dict == {"small_count_threshold": [THRESHOLD_TOO_LARGE]}


@pytest.mark.django_db
@pytest.mark.parametrize("value", [SMALLEST, -828, 0, LARGEST])
def test_a_count_may_be_corrected_below_nothing(value):
    ObservationFactory(value=value).full_clean()


@pytest.mark.django_db
def test_a_hidden_count_has_no_bounds_to_keep():
    ObservationFactory(value=None, missing="confidential").full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("value", [SMALLEST - 1, LARGEST + 1, 99_999_999_999_999])
def test_an_absurd_count_is_refused_in_the_same_words_on_every_database(value):
    with pytest.raises(ValidationError) as refused:
        ObservationFactory.build(value=value).clean_fields(exclude={"series"})
    assert refused.value.message_dict == {"value": [OUT_OF_BOUNDS]}


@pytest.mark.django_db
def test_nobody_dies_less_than_never():
    figure = ObservationFactory(series__measure__deaths=True, value=0)
    figure.full_clean()
    figure.value = -5
    with pytest.raises(ValidationError) as refused:
        figure.full_clean()
    assert refused.value.message_dict == {"value": [NEGATIVE_DEATHS]}


@pytest.mark.django_db
def test_a_measure_with_a_count_below_nothing_does_not_turn_into_one_of_deaths():
    measure = ObservationFactory(value=-1).series.measure
    measure.clean()
    measure.counts_deaths = True
    with pytest.raises(ValidationError, match="never is"):
        measure.clean()


@pytest.mark.django_db
@pytest.mark.parametrize("made", [AreaFactory, MeasureFactory])
def test_a_part_is_never_around_its_own_whole(made):
    city = made()
    ward = made(part_of=city)
    street = made(part_of=ward)
    street.full_clean()
    for whole, said in ((city, OWN_PART), (street, CIRCLE.format(name=street))):
        city.part_of = whole
        with pytest.raises(ValidationError) as refused:
            city.clean()
        assert refused.value.message_dict == {"part_of": [said]}


def test_what_is_not_stored_yet_has_no_parts():
    AreaFactory.build(part_of=AreaFactory.build()).clean()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "make"), [("area", AreaFactory), ("measure", MeasureFactory), ("source", SourceFactory)])
def test_what_public_figures_count_where_is_not_changed_under_them(name, make):
    nobody_saw, public = (ObservationFactory(draft=draft).series for draft in (True, False))
    for series in (nobody_saw, public):
        setattr(series, name, make())
    nobody_saw.full_clean()
    with pytest.raises(ValidationError) as refused:
        public.full_clean()
    assert refused.value.message_dict == {name: [HAS_PUBLIC_FIGURES]}
