"""A registration passes to a colleague who accepts it: the place stays, nothing of the person before does, and nobody learns of a clash."""

from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from citysafe.history.models import Revision
from citysafe.mail import services as mail
from citysafe.mail.models import QueuedMail
from citysafe.privacy import purging
from forum import hand_over_links, links, notice, services
from forum.models import HandOver, Needs, Registration
from tests.forum.build import counts, event, person, register, stamp
from tests.forum.test_lost_link import shapes
from tests.forum.test_private_links import text
from tests.headers import missing_headers

pytestmark = pytest.mark.django_db
ALEX = {"full_name": "Alex", "email": "alex@example.org"}
GIVEN = {"full_name": "Alex Lee", "other_organisation": "Youth club", "consent": "on", "access": "A seat"}


@pytest.fixture
def of():
    return event(1, slug="spring", title="In spring")


@pytest.fixture
def made(of):
    needs = {"access": "A ramp", "dietary": "", "communication": ""}
    return register(of, details=person(role="Lead", needs=needs))


def mine(of):
    return f"/forum/registration/{links.token(of)}/"


def invite(client, made, **fields):
    return client.post(f"{mine(made)}hand-over/", ALEX | {"stamp": stamp(f"hand over {made.pk}")} | fields)


def invitation():
    return HandOver.objects.latest("pk")


def link(of=None):
    return f"/forum/hand-over/{hand_over_links.token(of or invitation())}/"


def accept(client, of=None, **fields):
    of = of or invitation()
    return client.post(link(of), GIVEN | {"stamp": stamp(f"take over {of.pk} {notice.version()}")} | fields)


def sent(mailoutbox):
    mailoutbox.clear()
    mail.send_due()
    return {letter.to[0]: letter for letter in mailoutbox}


def entry(letter):
    [calendar] = [icalendar.Calendar.from_ical(part.content) for part in letter.alternatives if "text/calendar" in part.mimetype]
    return str(calendar["METHOD"]), str(calendar.walk("VEVENT")[0]["UID"])


def test_the_colleague_accepts_and_everything_of_the_person_before_is_gone(client, made, of, mailoutbox):
    first = sent(mailoutbox)["sam@example.org"]
    assert "hand-over/" in text(client.get(mine(made)))
    assert invite(client, made).url == mine(made)
    assert "Until they accept" in text(client.get(mine(made)))
    letter = sent(mailoutbox)["alex@example.org"]
    assert link() in letter.body
    assert made.reference not in letter.body
    assert "Sam would like to hand" in text(client.get(link()))
    assert accept(client).url == link()
    assert "The registration is yours" in text(client.get(link()))
    there, former = Registration.objects.get(pk=made.pk), Registration.objects.exclude(pk=made.pk).get()
    assert (there.state, there.full_name, there.email, there.of_organisation, there.role) == (
        "confirmed",
        "Alex Lee",
        "alex@example.org",
        "Youth club",
        None,
    )
    assert (former.state, former.email, former.reference) == ("cancelled", "sam@example.org", made.reference)
    assert [*Needs.objects.values_list("registration", "access")] == [(there.pk, "A seat")]
    assert client.get(mine(made)).status_code == 404
    assert "You have a place" in text(client.get(mine(there)))
    assert counts(of) == (1, 0)
    letters = sent(mailoutbox)
    assert [entry(first)[0], entry(letters["sam@example.org"])[0], entry(letters["alex@example.org"])[0]] == [
        "REQUEST",
        "CANCEL",
        "REQUEST",
    ]
    assert entry(first)[1] == entry(letters["sam@example.org"])[1] != entry(letters["alex@example.org"])[1]


def test_the_history_says_so_without_a_name(client, made):
    invite(client, made)
    accept(client)
    lines = str([*Revision.objects.values_list("name", "why")])
    assert "Handed over to a colleague" in lines
    assert "Taken over from a colleague" in lines
    assert "Sam" not in lines
    assert "Alex" not in lines


def test_a_position_in_the_queue_stays(client, of, made):
    waiting, behind = register(of, "ben"), register(of, "cem")
    invite(client, waiting)
    accept(client)
    assert services.cancel(registration=made)
    states = dict(Registration.objects.values_list("email", "state"))
    assert (states["alex@example.org"], states["cem@example.org"]) == ("offered", "waiting")
    assert behind.pk > waiting.pk


def test_reading_changes_nothing_and_nothing_is_stored_or_passed_on(client, made):
    invite(client, made)
    before = [*HandOver.objects.values()], [*Registration.objects.values()]
    for at in (link(), f"{mine(made)}hand-over/", f"{mine(made)}withdraw/"):
        for method in (client.get, client.head):
            answer = method(at)
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "no-store"
            assert missing_headers(answer, is_private_link=True) == []
    assert ([*HandOver.objects.values()], [*Registration.objects.values()]) == before
    assert not client.cookies


def test_a_colleague_who_is_registered_is_told_and_nobody_else(client, of, made, mailoutbox):
    register(of, "alex")
    invite(client, made)
    pages = [text(client.get(mine(made)))]
    answer = accept(client)
    assert answer.status_code == 409
    assert "has a registration of its own" in text(answer)
    assert text(client.get(mine(made))) == pages[0]
    assert Registration.objects.get(pk=made.pk).email == "sam@example.org"
    assert not QueuedMail.objects.filter(kind="forum.handed-over").exists()


def test_inviting_is_the_same_work_whether_the_colleague_is_registered_or_not(client, of, made):
    register(of, "alex")
    asked = []
    for email in ("warm@example.org", "alex@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answer = invite(client, made, email=email)
        asked.append((answer.status_code, answer.url, shapes(queries)))
    assert asked[1] == asked[2]


@pytest.mark.parametrize("way", ["withdrawn", "expired", "another", "cancelled", "begun", "meeting cancelled"])
def test_an_invitation_that_does_not_stand_any_more_opens_nothing(client, of, made, way, time_machine):
    invite(client, made)
    old = invitation()
    at, given = link(old), {"stamp": stamp(f"take over {old.pk} {notice.version()}")}
    if way == "withdrawn":
        assert client.post(f"{mine(made)}withdraw/", {"stamp": stamp(f"forum/withdraw.html {made.pk}")}).status_code == 302
    elif way == "expired":
        time_machine.move_to(timezone.now() + timedelta(hours=48))
    elif way == "another":
        invite(client, made, email="kim@example.org")
    elif way == "cancelled":
        services.cancel(registration=made)
    elif way == "begun":
        HandOver.objects.update(asked_at=of.begins_at)
        at = link(HandOver.objects.get())
        time_machine.move_to(of.begins_at)
    else:
        type(of).objects.update(is_cancelled=True)
    assert [client.get(at).status_code, client.post(at, GIVEN | given).status_code] == [404, 404]
    assert not Registration.objects.filter(email="alex@example.org").exists()


def test_the_name_and_address_of_a_colleague_go_when_the_invitation_ends(client, made, time_machine):
    invite(client, made)
    services.withdraw(registration=made)
    assert [*HandOver.objects.values_list("colleague_name", "colleague_email")] == [(None, None)]
    invite(client, made)
    time_machine.move_to(timezone.now() + timedelta(hours=48))
    purging.run()
    assert not HandOver.objects.exists()


def test_a_stranger_gets_few_invitations(client, made):
    for number in range(4):
        answer = invite(client, made, email=f"stranger-{number}@example.org")
    assert "You have invited several colleagues" in text(answer)
    assert HandOver.objects.count() == 3
    assert not QueuedMail.objects.filter(kind="forum.hand-over", about__gt=invitation().pk).exists()


def test_the_form_sent_twice_hands_over_once(client, made, of):
    invite(client, made)
    given = {"stamp": stamp(f"take over {invitation().pk} {notice.version()}")}
    answers = [client.post(link(), GIVEN | given) for _ in range(2)]
    assert "The registration is yours" in text(client.get(answers[0].url))
    assert "The registration is yours" in text(answers[1])
    assert Registration.objects.count() == 2
    assert counts(of) == (1, 0)


def test_a_link_that_was_cut_or_made_up_opens_nothing(client, made):
    invite(client, made)
    right = link()
    for wrong in (right[:-3] + "/", "/forum/hand-over/1/", "/forum/hand-over/9999.abc/", "/forum/hand-over/x.y/"):
        assert client.get(wrong).status_code == 404


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, made):
    page = text(invite(client, made, full_name="", email="alex@"))
    assert "Enter your colleague" in page
    assert 'value="alex@"' in page
    invite(client, made)
    page = text(accept(client, consent="", role="Lead"))
    assert "Tick the box" in page
    assert 'value="Lead"' in page


def test_who_has_handed_over_changes_nothing_by_a_form_that_was_open(client, made):
    invite(client, made)
    old = Registration.objects.get()
    accept(client)
    assert not services.cancel(registration=old)
    services.change(registration=old, details=person("thief"))
    assert not services.ask_for_new_address(registration=old, email="thief@example.org")
    assert not services.invite(registration=old, full_name="T", email="thief@example.org")
    there = Registration.objects.get(pk=old.pk)
    assert (there.state, there.full_name, there.new_email) == ("confirmed", "Alex Lee", None)


def test_where_organisers_decide_about_each_person_nothing_is_handed_over(client, of, made):
    type(of).objects.update(mode="approval")
    assert "hand-over/" not in text(client.get(mine(made)))
    assert invite(client, made).url == mine(made)
    assert not HandOver.objects.exists()
