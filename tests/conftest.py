from uuid import uuid4

import pytest
from django.test import Client

from tests.world import make_world


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


def pytest_addoption(parser):
    parser.addoption("--on-another-database", action="store_true", help="leave out what touches no database: it was run on the first")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--on-another-database"):
        return
    chosen = [item for item in items if touches_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not touches_a_database(item)])
    items[:] = chosen


def touches_a_database(item) -> bool:
    marked = any(item.iter_markers("django_db"))
    return marked or not {"db", "transactional_db", "django_db_setup"}.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(autouse=True)
def _own_folder_for_uploads(settings, uploads):
    settings.MEDIA_ROOT = uploads / uuid4().hex


@pytest.fixture
def world(db):
    """One published thing of every kind, each at the address part “example”."""
    return make_world()
