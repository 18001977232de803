"""Somebody who acts at the same moment, in a connection of their own."""

from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

needs_two_writers = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one transaction write at a time, so two can never meet as they do here; on PostgreSQL it runs in every make test.",
)


class Somebody:
    """Acts in a connection of their own as soon as a statement with these words has been sent."""

    def __init__(self, words, act):
        self.words, self.act, self.faults = words, act, []
        self.thread = Thread(target=self.run)

    def run(self):
        try:
            self.act()
        except ValidationError as fault:
            self.faults.append(fault)
        finally:
            connection.close()

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith(self.words) and not self.thread.ident:
            self.thread.start()
            self.thread.join(timeout=0.4)
        return result


def meanwhile(words, act, do):
    """What came of `do` while somebody did `act`: the two faults, if any."""
    somebody, fault = Somebody(words, act), None
    with connection.execute_wrapper(somebody):
        try:
            do()
        except ValidationError as error:
            fault = error
    assert somebody.thread.ident
    somebody.thread.join()
    return fault, somebody.faults
