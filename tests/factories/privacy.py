"""Personal data."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory


class PurgeRecordFactory(DjangoModelFactory):
    class Meta:
        model = "privacy.PurgeRecord"

    day = factory.Sequence(lambda number: timezone.localdate() - timedelta(days=number % 300))  # one a day
    at = factory.LazyFunction(timezone.now)
