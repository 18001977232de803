"""What is remembered as hidden for another is forgotten by two people alone."""

import pytest

from statistics import services
from statistics.models import Area
from statistics.services import showing
from tests.factories import ObservationFactory, SuppressionFactory
from tests.statistics.relations.build import asked_for, digest, is_hidden, kept_elsewhere, north, page, remembered, secret
from tests.world import member

pytestmark = pytest.mark.django_db


def test_agreeing_forgets_what_was_hidden_for_it_and_nothing_else(city, asker):
    elsewhere = kept_elsewhere()
    change = asked_for(city, asker)
    assert remembered() == {(north().pk, secret().pk), elsewhere}
    services.agree(to=change, digest=digest(change), by=member("statistician"))
    assert remembered() == {elsewhere}
    assert not is_hidden()


def test_looking_and_asking_forget_nothing(client, city, asker):
    change = asked_for(city, asker)
    before = remembered()
    client.force_login(member("statistician"))
    client.get(page(change, "agree"))
    assert remembered() == before == {(north().pk, secret().pk)}


def test_what_is_remembered_of_two_that_part_company_is_shown_by_two_people_alone(city, asker):
    """The sum demands nothing of it any more, but somebody may have read the other one before."""
    Area.objects.filter(pk=city.pk).update(parts_are_all=False)
    services.remember()
    SuppressionFactory(figure=north(), secret=secret())
    assert is_hidden()
    change = asked_for(Area.objects.get(name="South"), asker)
    assert north().pk in showing.of(change.thing, change.after).counts
    assert is_hidden()
    services.agree(to=change, digest=digest(change), by=member("statistician"))
    assert remembered() == set()
    assert not is_hidden()


def test_what_stays_hidden_for_another_reason_alone_is_asked_about_too(city, asker):
    """An earlier year was confidential too, and what was hidden for it is remembered: once that is told, nothing would hide it."""
    earlier = ObservationFactory(hidden=True, series=secret().series)
    SuppressionFactory(figure=north(), secret=earlier)
    change = asked_for(city, asker)
    services.agree(to=change, digest=digest(change), by=member("statistician"))
    assert remembered() == {(north().pk, earlier.pk)}
    assert is_hidden()
