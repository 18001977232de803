import pytest
from django.core.cache import cache

from tests.factories import MembershipFactory, UserFactory


@pytest.fixture
def no_counts_of_other_tests(db):
    cache.clear()


@pytest.fixture
def person():
    return UserFactory(staff=True, email="ann@example.org")


@pytest.fixture
def partner():
    return MembershipFactory(user__email="pat@example.org").user
