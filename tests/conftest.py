import gc
from uuid import uuid4

import hypothesis
import pytest
from django.core.cache import caches
from django.test import Client
from django.test import client as test_client
from django.utils import timezone

from citysafe.design.incoming import Request
from tests.citysafe.backups import sites
from tests.world import make_world

# The test client makes its requests itself: of the kind that the site's own application makes.
test_client.WSGIRequest = Request

# A busy machine is no fault of ours: what is slow is measured in its own place, never by the clock on the wall.
hypothesis.settings.register_profile("whatever else runs", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("whatever else runs")


class ReadingClient(Client):
    """Reads what is streamed to its end, as a browser does, so that no file stays open."""

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            response.body = response.getvalue()
            response.streaming_content = [response.body]
        return response


@pytest.fixture
def client():
    return ReadingClient()


PARTS = {
    "first database": lambda item: touches_a_database(item) and not is_of_a_browser(item),
    "second database": lambda item: touches_a_database(item) and not is_of_a_browser(item) and not item.get_closest_marker("once"),
    "rest": lambda item: is_of_a_browser(item) or not touches_a_database(item),
}


def pytest_addoption(parser):
    parser.addoption("--part", choices=PARTS, help="a part of the suite, of three that run side by side")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if config.getoption("--part"):
        chosen = [item for item in items if PARTS[config.getoption("--part")](item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in {*chosen}])
        items[:] = chosen


def pytest_collection_finish(session):
    """What is loaded by now stays; looking through it again and again for rubbish took a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def is_of_a_browser(item) -> bool:
    return item.get_closest_marker("browser") is not None


def touches_a_database(item) -> bool:
    marked = any(item.iter_markers("django_db"))
    return marked or not {"db", "transactional_db", "django_db_setup"}.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(autouse=True)
def _own_folder_for_uploads(settings, uploads):
    settings.MEDIA_ROOT = uploads / uuid4().hex
    settings.ERASED_FOLDER = uploads / uuid4().hex


@pytest.fixture(autouse=True)
def _nobody_has_sent_anything_yet():
    """What senders are counted by lies in memory, and would be there for the next test."""
    caches["counts"].clear()


@pytest.fixture
def world(db):
    """One published thing of every kind, each at the address part “example”."""
    return make_world()


@pytest.fixture
def one_edition(time_machine):
    """The clock stands: no quarter of an hour ends, and with it an edition of the site, while queries are counted."""
    time_machine.move_to(timezone.now(), tick=False)


@pytest.fixture(scope="session")
def template(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        made = sites.migrated(tmp_path_factory.mktemp("template"))
        yield made
        sites.drop(made)


@pytest.fixture
def here(db, template, tmp_path):
    """A site with a database of its own, as the migrations leave it; its name."""
    name = sites.copied(template, tmp_path)
    with sites.leading_to(name):
        yield name
    sites.drop(name)
