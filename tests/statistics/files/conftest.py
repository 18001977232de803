"""Data packages of the content that is shipped, and of a small site with everything that could trip a reader up."""

import pytest
from django.db import transaction

from statistics.files.package import Package, pack
from statistics.files.published import Published
from tests.content import fill
from tests.statistics.files.build import awkward


@pytest.fixture(scope="session", params=["exampleton", "liverpool"])
def shipped(request, django_db_setup, django_db_blocker) -> Package:
    with django_db_blocker.unblock():
        return packed(lambda: fill(request.param))


@pytest.fixture(scope="session")
def odd(django_db_setup, django_db_blocker) -> Package:
    with django_db_blocker.unblock():
        return packed(awkward)


def packed(store) -> Package:
    """The package of a site with what `store` stores; the site is empty again."""
    with transaction.atomic():
        store()
        found = pack(Published(preview=False))
        transaction.set_rollback(True)
    return found
