"""What the private link opens: seen, changed, cancelled, moved to another address by its owner alone."""

import pytest
from django.core.signing import Signer

from citysafe.mail import services as mail
from forum import links, services
from forum.models import Registration
from tests.forum.build import counts, event, person, register, stamp
from tests.headers import missing_headers

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(settings):
    return event(3, slug="spring", title="In spring")


def text(answer):
    return answer.content.decode()


def test_reading_a_link_changes_nothing_and_a_wrong_one_opens_nothing(client, of):
    other, *_ = [register(of, name) for name in "abc"]
    made = register(of)
    link = f"/forum/registration/{links.token(made)}/"
    for act in ("", "change/", "address/", "cancel/", "accept/", "decline/"):
        assert client.get(link + act).status_code == 200
        assert client.head(link + act).status_code == 200
    made.refresh_from_db()
    assert made.state == "waiting"
    key = made.key.hex
    forged = [link[:-2] + "/", link.replace(key, other.key.hex), link.replace(f"{key}-1", f"{key}-2"), f"/forum/registration/{key}-1/"]
    assert [client.get(address).status_code for address in forged] == [404] * 4


@pytest.mark.parametrize("named", ["{pk}-1", "{key}", "{key}-", "{key}-x", "{key}-²", "{key}-9999999999999", "-1", "{key}-1-1", "x{key}-1"])
def test_what_names_no_registration_opens_none_even_if_this_site_had_signed_it(client, of, named):
    made = register(of)
    text = Signer(salt=links.LINK, sep=".").sign(named.format(pk=made.pk, key=made.key.hex))
    assert [client.get(f"/forum/{page}/{text}/").status_code for page in ("registration", "new-address")] == [404, 404]


def test_a_link_ends_with_its_version_and_when_the_person_is_erased(client, of):
    made = register(of)
    link = f"/forum/registration/{links.token(made)}/"
    Registration.objects.update(link_version=2)
    assert client.get(link).status_code == 404
    Registration.objects.update(link_version=1, email=None, email_key=None, full_name=None)
    assert client.get(link).status_code == 404


def test_an_offer_is_accepted_by_its_owner(client, of):
    first, *_ = [register(of, name) for name in "abc"]
    made = register(of)
    services.cancel(registration=first)
    link = f"/forum/registration/{links.token(made)}/"
    assert "Take the place" in text(client.get(link))
    client.post(f"{link}accept/", {"stamp": stamp(f"forum/accept.html {made.pk}")})
    assert "You have a place" in text(client.get(link))


def test_an_offer_is_declined_by_its_owner_and_passes_to_the_next(client, of, mailoutbox):
    first, *_ = [register(of, name) for name in "abc"]
    made, following = register(of), register(of, "ben")
    services.cancel(registration=first)
    mail.send_due()
    mailoutbox.clear()
    link = f"/forum/registration/{links.token(made)}/"
    assert "Decline it" in text(client.get(link))
    assert client.post(f"{link}decline/", {"stamp": stamp(f"forum/decline.html {made.pk}")}).url == link
    assert "You have declined the place" in text(client.get(link))
    assert "A place is free for you" in text(client.get(f"/forum/registration/{links.token(following)}/"))
    assert counts(of) == (3, 0)
    mail.send_due()
    told = {letter.to[0]: letter.subject.split(":")[0] for letter in mailoutbox}
    assert told == {"sam@example.org": "You are no longer registered", "ben@example.org": "A place is free for you"}


@pytest.fixture
def offered(of):
    """A registration to which a place is offered, while another address of its owner's is asked for."""
    first, *_ = [register(of, name) for name in "abc"]
    made = register(of)
    services.cancel(registration=first)
    services.ask_for_new_address(registration=made, email="new@example.org")
    made.refresh_from_db()
    return made


ACTS = ("", "change/", "address/", "cancel/", "accept/", "decline/", "new-address/")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_no_page_of_a_working_link_is_stored_listed_or_passed_on(client, offered, act, method):
    mine = f"/forum/registration/{links.token(offered)}/"
    at = links.new_address_link(offered).removeprefix("http://localhost:8000") if act == "new-address/" else f"{mine}{act}"
    answer = getattr(client, method)(at)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert missing_headers(answer, is_private_link=True) == []
    assert not client.cookies


@pytest.mark.parametrize("act", ["cancel", "accept", "decline"])
def test_the_way_back_from_a_button_is_not_stored_or_passed_on_either(client, offered, act):
    answer = client.post(f"/forum/registration/{links.token(offered)}/{act}/", {"stamp": stamp(f"forum/{act}.html {offered.pk}")})
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "no-store"
    assert missing_headers(answer, is_private_link=True) == []
    assert not client.cookies


def test_details_change_and_the_form_starts_with_what_is_there(client, of):
    made = register(of, details=person(role="Lead", needs={"access": "A ramp", "dietary": "", "communication": ""}))
    link = f"/forum/registration/{links.token(made)}/change/"
    shown = text(client.get(link))
    assert 'value="Lead"' in shown
    assert "A ramp" in shown
    answer = client.post(link, {"full_name": "Samir", "other_organisation": "Resident", "stamp": stamp(f"change {made.pk}")})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (made.full_name, made.role) == ("Samir", None)


def test_a_new_address_is_confirmed_by_its_owner_alone(client, of, mailoutbox):
    made, taken = register(of), register(of, "ben")
    link = f"/forum/registration/{links.token(made)}/"
    client.post(f"{link}address/", {"email": taken.email, "stamp": stamp(f"address {made.pk}")})
    assert "We have sent a link" in text(client.get(link))
    made.refresh_from_db()
    confirm = links.new_address_link(made).removeprefix("http://localhost:8000")
    pressed = {"stamp": stamp(f"new address {made.pk}")}
    assert client.get(confirm).status_code == 200
    assert client.post(confirm, pressed).status_code == 409
    services.cancel(registration=taken)
    assert client.post(confirm, pressed).status_code == 200
    assert client.get(link).status_code == 404
    assert client.get(confirm).status_code == 404


def test_once_it_has_begun_nothing_changes(client, of, time_machine):
    made = register(of)
    link = f"/forum/registration/{links.token(made)}/"
    time_machine.move_to(of.begins_at)
    assert "nothing can be changed here" in text(client.get(link))
    assert client.post(f"{link}cancel/", {"stamp": stamp(f"forum/cancel.html {made.pk}")}).status_code == 302
    made.refresh_from_db()
    assert made.state == "confirmed"
