import pytest
from django.conf import settings as project
from django.db import connection

from tests.citysafe.backups import sites


@pytest.fixture
def elsewhere(here, tmp_path, settings):
    """What leads to another site: an empty database, no uploads, the same list of whom was erased."""
    name = sites.empty(tmp_path)

    def go():
        connection.close()
        connection.settings_dict["NAME"] = name
        settings.MEDIA_ROOT = tmp_path / "media-elsewhere"

    yield go
    connection.close()
    connection.settings_dict["NAME"] = here
    sites.drop(name)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def upload(settings, tmp_path):
    """Puts a file among the uploads of the site that the connection leads to."""
    settings.MEDIA_ROOT = tmp_path / "media"

    def put(name, content=b"%PDF-1.7"):
        path = project.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return put
