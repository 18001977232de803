"""A whole with two parts, one of them confidential, and a change that would show the other."""

from datetime import date

from django.urls import reverse

from statistics import services, shown
from statistics.models import Observation, Suppression
from statistics.services import showing
from tests.factories import ObservationFactory, SeriesFactory, SuppressionFactory
from tests.filled import filled

A_YEAR = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
WHY = "A ward was forgotten."
UNTICKED = {"part_of": None, "parts_are_all": False}
TELLING = ("40,411", "40411")


def planted(value, area, *, measure, source, is_main=False, **fields):
    series = SeriesFactory(measure=measure, area=area, source=source, is_main=is_main)
    return ObservationFactory(series=series, value=value, missing="" if value else "confidential", **{**A_YEAR, **fields})


def north():
    return Observation.objects.get(series__area__name="North")


def is_hidden(*, preview=False):
    return north().pk in shown.hidden_keys(preview=preview)


def asked_for(city, by, **says):
    relate = {**UNTICKED, **says}
    for name, value in relate.items():
        setattr(city, name, value)
    waiting = services.relate(thing=city, by=by, why=WHY)
    return waiting[0] if waiting else None


def digest(change):
    return showing.digest(change, showing.of(change.thing, change.after))


def page(thing, act="change"):
    return reverse(f"admin:statistics_{thing._meta.model_name}_{act}", args=[thing.pk])


def send(desk, thing, act, **typed):
    return desk.post(page(thing, act), typed, follow=True).content.decode()


def save(desk, thing, **typed):
    return desk.post(page(thing), filled(desk, page(thing), **typed), follow=True).content.decode()


def remembered():
    return {*Suppression.objects.values_list("figure", "secret")}


def secret():
    return Observation.objects.get(series__area__name="South", **A_YEAR)


def kept_elsewhere():
    """A pair of another family, which nothing demands any more."""
    kept = SuppressionFactory(secret=ObservationFactory(hidden=True))
    Observation.objects.filter(pk=kept.figure_id).update(series=kept.secret.series)
    return kept.figure_id, kept.secret_id
