"""Nobody learns from the form who is registered, and a form corrected after Back is one of its own."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from citysafe.mail.models import QueuedMail
from citysafe.pages.models import Page
from forum import links, services
from forum.models import Registration
from tests.factories import PageFactory
from tests.forum.build import event, register, stamp, subject, typed
from tests.forum.test_between_two_steps import somebody_else
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(3, slug="spring")


def send(client, fields):
    return client.post("/forum/spring/register/", fields)


def emails():
    return sorted(Registration.objects.values_list("email", flat=True))


@pytest.mark.parametrize("is_known", [True, False])
def test_the_same_form_with_a_second_address_registers_it_whether_the_first_was_known_or_not(client, of, is_known):
    if is_known:
        register(of, "first")
    given = stamp(subject(of))
    answers = [send(client, typed(of, name, stamp=given)) for name in ("first", "second", "second")]
    pages = [client.get(answer.url).content.decode() for answer in answers]
    assert emails() == ["first@example.org", "second@example.org"]
    assert pages[1] == pages[2] != pages[0]
    assert all("We are holding a place for you" in page for page in pages)


def test_the_notice_that_somebody_agreed_to_is_the_one_they_were_shown(client, of):
    PageFactory(slug="privacy")
    shown = stamp(subject(of))
    Page.objects.update(updated_at=datetime(2030, 6, 1, 0, 30, tzinfo=UTC))
    assert "This page has changed" in send(client, typed(of, stamp=shown)).content.decode()
    send(client, typed(of))
    assert Registration.objects.get().notice_version == "2030-06-01 01:30"


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "http://localhost:8000.evil.example", "https://localhost:8000"])
def test_an_origin_that_is_not_ours_is_refused_whatever_it_looks_like(client, of, origin):
    answer = client.post("/forum/spring/register/", typed(of), headers={"Origin": origin})
    assert answer.status_code == 403
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not Registration.objects.exists()


def test_what_a_private_link_refuses_is_not_passed_on_either(client, of):
    page = f"/forum/registration/{links.token(register(of))}/"
    refused = [client.post(page, headers={"Sec-Fetch-Site": "cross-site"}), client.options(page)]
    assert [answer.status_code for answer in refused] == [403, 405]
    for answer in refused:
        assert [answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == ["no-store", "no-referrer", "noindex"]


def test_an_address_that_no_mail_can_go_to_takes_no_place(client, of):
    answer = send(client, typed(of, email='"\x01"@example.org'))
    assert "Enter an e-mail address in full" in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_new_address_is_confirmed_only_while_the_registration_can_change(client, of):
    made = register(of)
    services.ask_for_new_address(registration=made, email="new@example.org")
    page = links.new_address_link(made).removeprefix("http://localhost:8000")
    assert client.get(page).status_code == 200
    services.cancel(registration=made)
    typed_in = {"stamp": stamp(f"new address {made.pk}")}
    assert [client.get(page).status_code, client.post(page, typed_in).status_code] == [404, 404]
    assert Registration.objects.get().email == "sam@example.org"


def test_a_link_that_another_request_overtook_moves_nothing(client, of):
    made = register(of)
    services.ask_for_new_address(registration=made, email="new@example.org")
    page = links.new_address_link(made).removeprefix("http://localhost:8000")
    with somebody_else(lambda: Registration.objects.update(new_email="other@example.org"), before='SELECT "forum_places"'):
        answer = client.post(page, {"stamp": stamp(f"new address {made.pk}")})
    assert answer.status_code == 404
    assert Registration.objects.get().email == "sam@example.org"


def test_too_many_links_to_strangers_are_refused_in_words(client, of):
    made = register(of)
    page = f"/forum/registration/{links.token(made)}/address/"
    for number in range(4):
        answer = client.post(page, {"email": f"stranger-{number}@example.org", "stamp": stamp(f"address {made.pk}")})
        QueuedMail.objects.update(state="sent", finished_at="2030-01-01T00:00Z")
    assert "We have sent several links within the last hour" in answer.content.decode()
    assert 'value="stranger-3@example.org"' in answer.content.decode()
    assert QueuedMail.objects.filter(kind="forum.new-address").count() == 3


def test_a_form_of_the_desk_corrected_after_back_registers_the_other_person_and_the_history_says_who_did(client, of):
    client.force_login(member("forum organiser"))
    page = reverse("admin:forum_registration_add")
    given = stamp("register at the desk")
    for name in ("ada", "ben", "ada"):
        answer = client.post(page, typed(of, name, stamp=given, event=of.pk), follow=True)
        assert answer.status_code == 200
    assert emails() == ["ada@example.org", "ben@example.org"]
    history = client.get(reverse("admin:forum_registration_history", args=[Registration.objects.first().pk])).content.decode()
    assert "Registered at the desk" in history
