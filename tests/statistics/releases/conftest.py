import pytest

from tests.world import member


@pytest.fixture
def statistician():
    return member("statistician")


@pytest.fixture
def desk(client, statistician):
    client.force_login(statistician)
    return client
