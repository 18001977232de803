"""Series of yearly figures for the tests of this folder."""

from datetime import date

from django.contrib.auth.models import Group

from citysafe.people.models import User
from statistics.models import Area, Observation, Series, Source
from tests.factories import MeasureFactory, ObservationFactory, SeriesFactory, UserFactory


def year(series, start, value=100, **fields) -> Observation:
    """A figure for the twelve months from October of that year; None is hidden as confidential unless another reason is given."""
    if value is None:
        fields.setdefault("missing", "confidential")
    return ObservationFactory(series=series, period_start=date(start, 10, 1), period_end=date(start + 1, 9, 30), value=value, **fields)


def published(*values, group="headline", source="Tables", **measure) -> Series:
    """A measure's main series in Liverpool with figures for consecutive years, the last from October 2022 to September 2023."""
    area, _ = Area.objects.get_or_create(name="Liverpool", kind="city", defaults={"code": "E08000012", "what_it_is": "The whole city."})
    publication, _ = Source.objects.get_or_create(title=source, defaults={"publisher": "Office for Examples", "licence": "An open licence"})
    series = SeriesFactory(is_main=True, measure=MeasureFactory(group=group, **measure), area=area, source=publication)
    for number, value in enumerate(values):
        year(series, 2023 - len(values) + number, value)
    return series


def staff(role: str) -> User:
    """An account of staff in this role."""
    person = UserFactory(staff=True)
    person.groups.add(Group.objects.get_or_create(name=role)[0])
    return person
