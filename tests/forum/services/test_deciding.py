"""By approval: nobody has a place before organisers decide, and what they decide is kept and told."""

import pytest

from citysafe.history.models import Revision
from citysafe.mail import services as mail
from forum import services
from forum.models import Event, Registration
from tests.factories import UserFactory
from tests.forum.build import counts, event, register
from tests.forum.test_registering import mails, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(1, mode="approval")


@pytest.fixture
def by():
    return UserFactory()


def test_whoever_asks_takes_no_place_and_no_position(of):
    made = register(of)
    assert (made.state, made.first_state, counts(of), mails(made)) == ("awaiting_approval", "awaiting_approval", (0, 0), ["forum.asked"])


def test_approved_they_take_a_place_or_the_position_of_when_they_asked(of, by):
    ada, ben, cem = (register(of, name) for name in ("ada", "ben", "cem"))
    assert [services.approve(registration=one, by=by) for one in (ada, cem, ben, ben)] == [True, True, True, False]
    assert states(of) == ["confirmed", "waiting", "waiting"]
    assert counts(of) == (1, 2)
    assert [one.full_name for one in Registration.objects.in_the_queue()] == ["Ben", "Cem"]
    assert (mails(ada), mails(ben)) == (["forum.asked", "forum.registration"], ["forum.asked", "forum.waiting"])
    assert Revision.objects.of(ada).get().why == "Approved."
    ada.refresh_from_db()
    assert ada.approved_at


@pytest.mark.parametrize("tells", [True, False])
def test_declined_they_are_told_why_or_only_that(of, by, tells, mailoutbox):
    made = register(of)
    assert [services.refuse(registration=made, by=by, why="For teachers.", tells=tells) for _ in range(2)] == [True, False]
    made.refresh_from_db()
    assert (made.state, made.is_refused, made.reason_told) == ("declined", True, "For teachers." if tells else None)
    assert Revision.objects.of(made).get().why == "Declined: For teachers."
    mail.send_due()
    assert mailoutbox[-1].subject.startswith("No place for you this time")
    assert ("For teachers." in mailoutbox[-1].body) == tells
    assert counts(of) == (0, 0)


def test_a_decision_that_comes_too_late_leaves_no_reason_behind(of, by):
    made = register(of)
    services.approve(registration=made, by=by)
    assert not services.refuse(registration=made, by=by, why="For teachers.", tells=True)
    made.refresh_from_db()
    assert (made.state, made.reason_told) == ("confirmed", None)


def test_who_was_approved_and_declines_an_offer_is_not_refused(of, by):
    ada, ben = register(of, "ada"), register(of, "ben")
    for one in (ada, ben):
        services.approve(registration=one, by=by)
    services.cancel(registration=ada)
    services.decline(registration=ben)
    ben.refresh_from_db()
    assert (ben.state, ben.is_refused) == ("declined", False)


def test_what_organisers_approve_is_no_longer_held(of, by):
    held = register(of, is_held=True)
    assert mails(held) == []
    services.approve(registration=held, by=by)
    held.refresh_from_db()
    assert (held.is_held, mails(held)) == (False, ["forum.registration"])


def test_with_a_confirmation_the_organisers_decide_after_it(by):
    of = event(1, mode="approval", confirms_by_mail=True)
    made = register(of)
    assert (made.state, made.has_a_place, counts(of)) == ("awaiting_confirmation", False, (0, 0))
    assert not services.approve(registration=made, by=by)
    services.confirm(registration=made)
    assert states(of) == ["awaiting_approval"]
    assert services.approve(registration=made, by=by)
    assert counts(of) == (1, 0)


def test_who_asked_before_the_mode_changed_is_still_decided_about(of, by):
    made = register(of)
    Event.objects.update(mode="open")
    of.refresh_from_db()
    assert register(of, "ben").state == "confirmed"
    services.approve(registration=made, by=by)
    assert states(of) == ["waiting", "confirmed"]


def test_who_waits_for_a_decision_cancels_and_nobody_else_moves(of, by):
    ada, ben = register(of, "ada"), register(of, "ben")
    services.approve(registration=ada, by=by)
    assert services.cancel(registration=ben)
    assert states(of) == ["confirmed", "cancelled"]
    assert counts(of) == (1, 0)
