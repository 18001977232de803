"""Data packages of the content that is shipped, and of a small site with everything that could trip a reader up."""

import pytest
from django.conf import settings
from django.db import transaction

from citysafe.launch.services import load
from statistics.files.package import Package, pack
from statistics.files.published import Published
from tests.statistics.files.build import awkward


@pytest.fixture(scope="package", params=["exampleton", "liverpool"])
def shipped(request, django_db_setup, django_db_blocker) -> Package:
    with django_db_blocker.unblock(), transaction.atomic():
        load(settings.BASE_DIR / "content" / request.param)
        found = pack(Published(preview=False))
        transaction.set_rollback(True)
    return found


@pytest.fixture
def odd(db) -> Package:
    awkward()
    return pack(Published(preview=False))
