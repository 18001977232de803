"""Somebody registers a colleague, who is told who did it and alone has the private link; the registrar learns nothing later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citysafe.desk.words import NAMES_SOMEBODY, NamelessReasonForm
from citysafe.mail.kinds import kind
from citysafe.mail.models import QueuedMail
from forum import links, services
from forum.models import Event, Registration
from tests.forum.build import event, person, register, stamp, typed
from tests.forum.test_private_links import text

pytestmark = pytest.mark.django_db

BY = {"registrar_name": "Alex Example", "registrar_email": "alex@example.org"}
FORM = "/forum/spring/register/"


@pytest.fixture
def of():
    return event(3, slug="spring")


def send(client, of, name="sam", **fields):
    return client.post(FORM, typed(of, name, **BY | fields))


def letter():
    [queued] = QueuedMail.objects.all()
    return kind(queued.kind).write(queued.about)


@pytest.mark.parametrize("confirms", [False, True])
def test_the_colleague_is_told_who_registered_them_and_the_registrar_gets_no_mail(client, of, confirms):
    Event.objects.update(confirms_by_mail=confirms)
    answer = client.get(send(client, of).url)
    made = Registration.objects.get()
    assert (made.registrar_name, made.registrar_email, made.email) == ("Alex Example", "alex@example.org", "sam@example.org")
    assert letter().to == "sam@example.org"
    words = " ".join(letter().paragraphs)
    assert "Alex Example has registered you." in words
    assert "alex@example.org" not in words
    assert "Alex" not in letter().subject
    assert "and send you nothing" in text(answer)
    assert made.reference not in text(answer)


def test_the_colleague_withdraws_with_one_button(client, of):
    send(client, of)
    made = Registration.objects.get()
    mine = f"/forum/registration/{links.token(made)}/"
    page = text(client.get(mine))
    assert "Alex Example has registered you" in page
    assert "alex@example.org" not in page
    assert client.post(f"{mine}cancel/", {"stamp": stamp(f"forum/cancel.html {made.pk}")}).status_code == 302
    assert Registration.objects.get().state == "cancelled"


def test_whether_a_colleagues_name_is_shared_they_alone_decide(client, of):
    send(client, of, shares_name="on")
    send(client, of, "self", shares_name="on", registrar_name="", registrar_email="")
    assert [*Registration.objects.order_by("pk").values_list("email", "shares_name")] == [
        ("sam@example.org", False),
        ("self@example.org", True),
    ]
    assert "their name is not shared: they alone decide" in text(client.get(FORM))


def asked(client, of, name, **fields):
    """The page that was shown, and how many queries the form took."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(FORM, typed(of, name, **fields))
    return text(client.get(answer.url)), len(queries)


def test_a_known_colleague_gets_the_page_of_an_unknown_one_and_one_mail_an_hour(client, of):
    register(of, "known")
    register(of, "self")
    QueuedMail.objects.all().delete()
    known, queries = asked(client, of, "known", **BY)
    assert queries == asked(client, of, "self")[1]
    asked(client, of, "known", **BY)
    unknown, _ = asked(client, of, "unknown", **BY)
    assert known == unknown
    services.tell_who_asked_again()
    assert QueuedMail.objects.filter(kind="forum.already").count() == 2
    assert Registration.objects.of_address("known@example.org").get().registrar_name is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"registrar_name": ""}, "Enter your own name"),
        ({"registrar_email": ""}, "Enter your own e-mail address"),
        ({"registrar_email": "alex"}, "Enter an e-mail address in full"),
        ({"registrar_email": "SAM@example.org"}, "Both addresses are the same"),
        ({"registrar_name": "see www.example.org"}, "Leave web addresses and line breaks out."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(client, of, wrong, told):
    page = send(client, of, **wrong).content.decode()
    assert told in page
    assert "<details open>" in page
    assert 'value="sam@example.org"' in page
    assert not Registration.objects.exists()


def test_who_registered_somebody_goes_with_erasure_and_hand_over(of):
    erased, given = [register(of, details=person(name, **BY)) for name in ("ada", "ben")]
    services.erase(registration=erased)
    erased.refresh_from_db()
    assert (erased.registrar_name, erased.registrar_email) == (None, None)
    services.invite(registration=given, full_name="Cem", email="cem@example.org")
    services.take_over(hand_over=given.hand_overs.get(), key=erased.key.__class__(int=7), details=person("cem"), notice_version="1")
    given.refresh_from_db()
    assert (given.full_name, given.registrar_name, given.registrar_email) == ("Cem", None, None)


@pytest.mark.parametrize("why", ["Mrs Nguyen rang", "Asked by Àlex", "Registrar: Example", "Cem has left"])
def test_a_reason_of_staff_names_neither_the_person_nor_who_registered_them_nor_whom_they_invited(of, why):
    made = register(of, details=person("sam", full_name="Sam Nguyễn", **BY))
    services.invite(registration=made, full_name="Cem", email="cem@example.org")
    assert NAMES_SOMEBODY in str(NamelessReasonForm({"why": why}, of=made).errors)
    assert NamelessReasonForm({"why": "Asked by telephone."}, of=made).is_valid()
