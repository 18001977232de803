import pytest
from django.core.cache import cache

from tests.factories import UserFactory


@pytest.fixture
def no_counts_of_other_tests(db):
    cache.clear()


@pytest.fixture
def person():
    return UserFactory(staff=True, email="ann@example.org")
