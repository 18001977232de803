"""Attempts to sign in, counted in a table of the cache: by fingerprints made with a key outside the database, each for a day at most."""

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac


def fingerprint(key: str, prefix: str, version: int) -> str:
    """What an attempt is counted under: nobody without the key can tell from whose address or for which account it came."""
    return salted_hmac("citysafe.people.attempts", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()


def forget() -> None:
    """Delete the counts that are over: the cache itself passes over them, and leaves them there."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(timezone.now())])  # noqa: S608
