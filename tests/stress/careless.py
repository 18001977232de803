"""The site as it must not be: places are read before the transaction. It oversells, which proves that the crowd is a test."""

import threading

from django.db.models import F

from citysafe.wsgi import application
from forum.models import Places
from forum.services import registering

__all__ = ["application"]
_carefully = registering._newcomer
_read = threading.local()


def _newcomer(event, *rest):
    _read.places = Places.objects.get(event=event)
    return _carefully(event, *rest)


def _take(event) -> str:
    if _read.places.taken < _read.places.capacity:
        Places.objects.filter(event=event).update(taken=F("taken") + 1)
        return "confirmed"
    Places.objects.filter(event=event).update(waiting=F("waiting") + 1)
    return "waiting"


registering._newcomer, registering.take = _newcomer, _take
