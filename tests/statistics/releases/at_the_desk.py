"""Going through the steps of a release at the desk."""

from django.urls import reverse

from tests.factories import ObservationFactory, UserFactory

ACTS = ("figures", "review", "release", "take-back", "move", "cancel")


def at(of, act="change"):
    return reverse(f"admin:statistics_release_{act}", args=[of.pk])


def send(desk, of, act, **typed):
    return desk.post(at(of, act), typed, follow=True).content.decode()


def waiting(**fields):
    return ObservationFactory(review=True, entered_by=UserFactory(), **fields)


def now(of):
    of.refresh_from_db()
    return of
