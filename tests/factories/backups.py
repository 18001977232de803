"""Backups on record."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory


class BackupFactory(DjangoModelFactory):
    """One made by hand; with `nightly=True` that of a night which is still to be made."""

    class Meta:
        model = "backups.Backup"

    class Params:
        nightly = factory.Trait(
            night=factory.LazyFunction(timezone.localdate), made_at=None, file_name="", size=None, fault="The disk is full."
        )

    made_at = factory.LazyFunction(timezone.now)
    file_name = factory.Sequence(lambda n: f"citysafe-localhost-20260101-{n:06}.zip")
    size = 1_200_000
