import pytest

from tests.factories import AreaFactory, MeasureFactory, SourceFactory
from tests.statistics.relations.build import planted
from tests.world import member


@pytest.fixture
def asker():
    return member("statistician")


@pytest.fixture
def desk(client, asker):
    client.force_login(asker)
    return client


@pytest.fixture
def city():
    """40,418 in the city, of which 40,411 in the north, which is hidden, for the south is confidential."""
    city = AreaFactory(name="Exampleton", parts_are_all=True)
    of = {"measure": MeasureFactory(title="Robbery", slug="robbery", group="headline"), "source": SourceFactory()}
    planted(40418, city, is_main=True, **of)
    for name, value in (("North", 40411), ("South", None)):
        planted(value, AreaFactory(name=name, part_of=city), **of)
    return city
