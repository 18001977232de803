"""What somebody else does between two steps of registering, and what a registration that is held is not told."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection

from forum import services
from forum.models import Places, Registration
from tests.forum.build import NOTICE, counts, event, person, register
from tests.forum.test_registering import mails

pytestmark = pytest.mark.django_db


@contextmanager
def somebody_else(act, *, before):
    """Call `act` once, right before the first statement that begins like this."""
    done = []

    def look(execute, sql, params, many, context):
        if not done and sql.startswith(before):
            done.append(sql)
            act()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield
    assert done, "There was no such statement."


JOINS_THE_QUEUE = 'UPDATE "forum_places" SET "waiting"'
IS_KNOWN_TO_BE_REGISTERED = 'UPDATE "forum_registration" SET "asked_again_at"'


def test_a_place_that_comes_free_while_somebody_joins_the_queue_is_theirs():
    of = event(1)
    register(of, "ada")
    with somebody_else(lambda: Places.objects.update(capacity=2), before=JOINS_THE_QUEUE):
        assert register(of, "ben").state == "confirmed"
    assert counts(of) == (2, 0)


def test_an_address_that_is_cancelled_while_it_registers_again_is_registered():
    of = event(1)
    ada = register(of, "ada")

    def cancel():
        Registration.objects.filter(pk=ada.pk).update(state="cancelled", has_place=False)
        Places.objects.update(taken=0)

    with somebody_else(cancel, before=IS_KNOWN_TO_BE_REGISTERED):
        again = register(of, "ada")
    assert (again.pk == ada.pk, again.state) == (False, "confirmed")
    assert counts(of) == (1, 0)


def test_what_the_database_refuses_for_no_known_reason_is_a_fault_and_stores_nothing():
    of = event(1)
    with pytest.raises(RuntimeError):
        services.register(event=of, key=uuid4(), details=person(full_name=""), notice_version=NOTICE)
    assert counts(of) == (0, 0)
    assert not Registration.objects.exists()


def test_a_held_registration_is_offered_a_place_and_told_only_when_it_is_let_go():
    of = event(1)
    ada, held = register(of, "ada"), register(of, "ben", is_held=True)
    services.cancel(registration=ada)
    held.refresh_from_db()
    assert held.state == "offered"
    assert mails(held) == []
    services.release(registration=held)
    assert mails(held) == ["forum.offer"]


def test_a_held_registration_that_is_cancelled_is_sent_nothing():
    of = event(1)
    held = register(of, "ada", is_held=True)
    assert services.cancel(registration=held)
    assert mails(held) == []
    assert counts(of) == (0, 0)
