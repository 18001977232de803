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


@pytest.fixture(autouse=True)
def _own_folder_for_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def world(db):
    """One published thing of every kind, each at the address part “example”."""
    return make_world()
