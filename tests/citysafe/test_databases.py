import pytest
from django.db import connection

from citysafe.databases import tuned

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}


@pytest.mark.django_db
def test_sqlite_is_set_to_lose_nothing():
    if connection.vendor != "sqlite":
        assert connection.settings_dict["CONN_HEALTH_CHECKS"]
        return
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete", "foreign_keys")}
    assert found == {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"


def test_what_the_address_of_a_postgresql_database_sets_stays():
    options = tuned({**POSTGRESQL, "OPTIONS": {"host": "/tmp/x", "connect_timeout": 9}})["OPTIONS"]
    assert options == {"host": "/tmp/x", "connect_timeout": 9}
    assert tuned(POSTGRESQL)["OPTIONS"] == {"connect_timeout": 3}


def test_connections_are_kept():
    assert tuned(POSTGRESQL)["CONN_MAX_AGE"] == 60
    assert tuned({"ENGINE": "django.db.backends.sqlite3"})["CONN_MAX_AGE"] is None
