"""What is stored about somebody: changed, moved to another address, and erased when its time is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citysafe.mail import services as mail
from citysafe.privacy import purging
from forum import services
from forum.models import Needs, Registration
from tests.forum.build import counts, event, person, register
from tests.forum.test_registering import mails, sent

pytestmark = pytest.mark.django_db


def test_what_is_changed_is_stored_and_the_address_stays():
    made = register(event(), details=person(needs={"access": "A ramp", "dietary": "", "communication": ""}))
    services.change(registration=made, details=person("other", role="Lead", needs={"access": "", "dietary": "", "communication": ""}))
    made = Registration.objects.get()
    assert (made.full_name, made.role, made.email) == ("Other", "Lead", "sam@example.org")
    assert not Needs.objects.exists()


def test_what_has_ended_is_changed_no_more():
    made = register(event())
    services.cancel(registration=made)
    services.change(registration=made, details=person("other", needs={"access": "A ramp", "dietary": "", "communication": ""}))
    assert Registration.objects.get().full_name == "Sam"
    assert not Needs.objects.exists()


def test_a_new_address_counts_once_it_is_confirmed():
    of = event()
    made = register(of)
    sent()
    assert services.ask_for_new_address(registration=made, email="New@example.org")
    assert Registration.objects.get().email == "sam@example.org"
    assert [services.confirm_new_address(registration=made) for _ in range(2)] == [True, False]
    made = Registration.objects.get()
    assert (made.email, made.email_key, made.new_email, made.link_version) == ("New@example.org", "new@example.org", None, 2)
    assert mails(made) == ["forum.registration", "forum.new-address", "forum.former-address", "forum.registration"]


def move_to_another_address(made):
    services.ask_for_new_address(registration=made, email="new@example.org")
    services.confirm_new_address(registration=Registration.objects.get())


def test_the_address_before_is_told_without_a_link_and_the_meeting_is_taken_out_of_its_calendar(mailoutbox):
    made = register(event())
    mail.send_due()
    move_to_another_address(made)
    mailoutbox.clear()
    mail.send_due()
    [letter] = [letter for letter in mailoutbox if letter.to == ["sam@example.org"]]
    assert letter.subject.startswith("Mail goes to another address")
    assert "new@example.org" not in letter.message().as_string()
    assert "/forum/registration/" not in letter.body
    assert made.reference not in letter.body
    [entry] = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    assert entry.get_param("method") == "CANCEL"
    assert "takes the meeting out of the calendar" in letter.body
    assert "sam@example.org" in entry.get_payload(decode=True).decode().replace("\r\n ", "")


def test_the_address_before_is_forgotten_once_its_mail_is_out_or_given_up(time_machine):
    move_to_another_address(register(event()))
    assert Registration.objects.get().former_email == "sam@example.org"
    time_machine.move_to(timezone.now() + timedelta(days=3, minutes=1))
    purging.run()
    made = Registration.objects.get()
    assert (made.former_email, made.address_moved_at, made.email) == (None, None, "new@example.org")


def test_the_address_before_goes_with_erasure():
    move_to_another_address(register(event()))
    services.erase(registration=Registration.objects.get())
    assert Registration.objects.get().former_email is None


def test_a_new_address_that_is_registered_itself_changes_nothing():
    of = event()
    made, _ = register(of), register(of, "ben")
    services.ask_for_new_address(registration=made, email="ben@example.org")
    with pytest.raises(services.AddressTakenError):
        services.confirm_new_address(registration=made)
    assert Registration.objects.get(pk=made.pk).email == "sam@example.org"


def test_what_is_known_about_people_goes_when_its_time_is_over(time_machine):
    of = event()
    register(of, "ada", details=person("ada", needs={"access": "A ramp", "dietary": "", "communication": ""}))
    for days, needs, name in ((6, 1, "Ada"), (7, 0, "Ada"), (29, 0, "Ada"), (30, 0, None)):
        time_machine.move_to(of.begins_at + timedelta(days=days))
        purging.run()
        made = Registration.objects.get()
        assert (Needs.objects.count(), made.full_name) == (needs, name)
    assert (made.email, made.email_key, made.other_organisation) == (None, None, None)
    assert counts(of) == (1, 0)
    assert purging.run() == ""


def test_only_the_address_whose_link_was_opened_becomes_the_new_one():
    made = register(event())
    services.ask_for_new_address(registration=made, email="first@example.org")
    opened = Registration.objects.get()
    services.ask_for_new_address(registration=made, email="second@example.org")
    assert not services.confirm_new_address(registration=opened)
    assert Registration.objects.get().email == "sam@example.org"


def test_a_new_address_counts_only_while_something_can_be_changed(time_machine):
    of = event()
    ada, ben = register(of, "ada"), register(of, "ben")
    for made in (ada, ben):
        services.ask_for_new_address(registration=made, email=f"new-{made.pk}@example.org")
    services.cancel(registration=ada)
    assert not services.confirm_new_address(registration=ada)
    time_machine.move_to(of.begins_at)
    assert not services.confirm_new_address(registration=ben)
    assert [*Registration.objects.order_by("pk").values_list("email", flat=True)] == ["ada@example.org", "ben@example.org"]


def test_a_link_that_has_ended_asks_for_no_new_address():
    made = register(event())
    Registration.objects.update(link_version=2)
    assert not services.ask_for_new_address(registration=made, email="new@example.org")
    assert Registration.objects.get().new_email is None


def test_a_link_that_has_ended_takes_no_offer():
    of = event(1)
    ada, ben = register(of, "ada"), register(of, "ben")
    services.cancel(registration=ada)
    Registration.objects.filter(pk=ben.pk).update(link_version=2)
    assert not services.accept(registration=ben)
    assert Registration.objects.get(pk=ben.pk).state == "offered"


def test_strangers_get_few_links_and_an_address_that_nobody_confirms_is_forgotten(time_machine):
    made = register(event())
    asked = []
    for number in range(5):
        asked.append(services.ask_for_new_address(registration=made, email=f"stranger-{number}@example.org"))
        sent()
    assert asked == [True] * 3 + [False] * 2
    time_machine.move_to(timezone.now() + timedelta(hours=48))
    assert purging.run() == "erased unconfirmed addresses (1)"
    assert Registration.objects.get().new_email is None
