"""Mapping rules as staff write them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from citysafe.history.models import Revision
from statistics.models import MappingRule
from statistics.models.rule import NO_NAME, NO_PUBLICATION, TWICE
from tests.factories import SeriesFactory
from tests.filled import filled
from tests.statistics.imports.build import rule
from tests.world import member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def desk(client):
    client.force_login(member("statistician"))
    return client


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ("|", NO_NAME),
        ("Robbery\n | |", NO_NAME),
        ("Robbery\nrobbery", TWICE.format(name="robbery")),
        ("Robbery|Theft\nTheft", TWICE.format(name="theft")),
        ("Robbery | Robberies |\n\nTheft", ""),
    ],
)
def test_each_line_names_something_and_nothing_twice(wanted, told):
    of = rule(wanted=wanted)
    if told:
        with pytest.raises(ValidationError) as refused:
            of.full_clean()
        assert refused.value.message_dict == {"wanted": [told]}
    else:
        of.full_clean()


def test_a_series_of_a_publication_that_is_not_imported_has_no_rule():
    with pytest.raises(ValidationError) as refused:
        MappingRule(series=SeriesFactory(), wanted="Robbery", area_names="Liverpool").full_clean()
    assert refused.value.message_dict == {"series": [NO_PUBLICATION]}


def test_a_rule_without_a_series_says_only_that():
    with pytest.raises(ValidationError) as refused:
        MappingRule(wanted="Robbery", area_names="Liverpool").full_clean()
    assert set(refused.value.message_dict) == {"series"}


def test_a_rule_is_written_and_changed_at_the_desk_with_its_history(desk):
    series, add = SeriesFactory(source__publication="police-uk-street"), reverse("admin:statistics_mappingrule_add")
    typed = {"series": series.pk, "wanted": "Robbery", "area_names": "Liverpool", "year_ends_in": 9}
    assert desk.post(add, filled(desk, add, **typed)).status_code == 302
    of = MappingRule.objects.get()
    page = reverse("admin:statistics_mappingrule_change", args=[of.pk])
    assert desk.post(page, filled(desk, page, wanted="Robbery\nTheft")).status_code == 302
    assert Revision.objects.of(of).first().fields.get(field="wanted").after == "Robbery\nTheft"
    text = desk.get(reverse("admin:statistics_mappingrule_changelist")).content.decode()
    assert "Robbery and 1 more" in text
    assert all(str(part) in text for part in (series.measure, series.area, series.source))


def test_a_rule_of_one_line_is_shown_whole(desk):
    rule(wanted="Robbery of people")
    assert ">Robbery of people<" in desk.get(reverse("admin:statistics_mappingrule_changelist")).content.decode()
