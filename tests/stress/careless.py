"""The site as it must not be: whether there is room is read before the transaction. It oversells, which proves that the crowd is a test."""

import threading

from django.db.models import F

from citysafe.wsgi import application
from forum.models import OrganisationPlaces, Places, Workshop
from forum.services import organisations, registering, workshops

__all__ = ["application"]
_carefully = registering._stored
_read = threading.local()


def _stored(event, key, details, *rest):
    _read.places = Places.objects.get(event=event)
    _read.workshops = {workshop.pk: workshop for workshop in event.workshops.all()}
    _read.organisation = OrganisationPlaces.objects.of(event.pk, details.organisation_id).first()
    return _carefully(event, key, details, *rest)


def _take(event) -> str:
    if _read.places.taken < _read.places.capacity:
        Places.objects.filter(event=event).update(taken=F("taken") + 1)
        return "confirmed"
    Places.objects.filter(event=event).update(waiting=F("waiting") + 1)
    return "waiting"


def _taken(registration, number) -> bool:
    if has_room := _read.workshops[number].taken < _read.workshops[number].capacity:
        Workshop.objects.filter(pk=number).update(taken=F("taken") + 1)
    return has_room


def _count(event_id, organisation_id) -> OrganisationPlaces | None:
    there = _read.organisation
    if there and there.taken >= there.at_most:
        raise organisations.OrganisationFullError(organisation_id)
    if there:
        OrganisationPlaces.objects.filter(pk=there.pk).update(taken=F("taken") + 1)
    return there


registering._stored, registering.take = _stored, _take
workshops._taken, organisations.count = _taken, _count
