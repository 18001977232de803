"""Personal data."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory


class PurgeRecordFactory(DjangoModelFactory):
    class Meta:
        model = "privacy.PurgeRecord"

    day = factory.LazyFunction(timezone.localdate)
    at = factory.LazyFunction(timezone.now)
