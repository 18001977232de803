"""Public pages are made anew where the words for places change."""

from django.db import connection, transaction

from citysafe.publishing.watching import raise_version
from forum.models import Places, Workshop


def tell_if_words_change(now: Places | Workshop, *, taken: int) -> None:
    """To be called where `taken` were added, with the row as it is now.

    It is told after the transaction: two rows locked in one order here and in another on the desk would block each other.
    """
    if now.words != type(now)(capacity=now.capacity, taken=now.taken - taken).words:
        transaction.on_commit(lambda: raise_version(connection), robust=True)
