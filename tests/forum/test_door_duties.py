"""Who sees to the door: let in at the desk, kept to the door, and out by itself the day after."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from citysafe.design.text import clock
from citysafe.history.models import Revision
from citysafe.mail.services import send_due
from citysafe.people.models import User
from forum import services
from forum.models import DoorDuty
from tests.citysafe.people.signing import ask, mailed_code, type_code
from tests.factories import DoorDutyFactory, EventFactory, MembershipFactory, UserFactory
from tests.forum.build import event, register
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def of():
    return event(3, slug="spring")


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def page(of):
    return reverse("admin:forum_event_door", args=[of.pk])


def let_in(desk, of, **typed):
    return desk.post(page(of), {"full_name": "Dora Lee", "email": "Dora@example.org", **typed}, follow=True).content.decode()


def words(answer):
    return answer.content.decode()


def test_an_organiser_lets_a_person_in_who_is_told_by_mail(desk, of):
    assert page(of) in words(desk.get(reverse("admin:forum_event_change", args=[of.pk])))
    assert "Nobody sees to the door yet." in words(desk.get(page(of)))
    shown = let_in(desk, of)
    assert "Dora Lee sees to the door. A mail says how to sign in." in shown
    assert "dora@example.org" in shown
    dora = DoorDuty.objects.get().user
    assert (dora.has_admin_access, dora.groups.exists(), dora.has_usable_password()) == (False, False, False)
    send_due()
    letter = mail.outbox[-1]
    assert (letter.to, "/door/spring/" in letter.body, "Dora" in letter.subject) == (["dora@example.org"], True, False)
    assert next(line.why for line in Revision.objects.of(of)) == f"Sees to the door: account {dora.pk}."
    assert "This person sees to the door already." in let_in(desk, of)
    assert DoorDuty.objects.count() == 1


def test_nobody_is_let_in_to_a_meeting_that_is_over(desk):
    assert "This meeting is over: its door needs nobody any more." in let_in(desk, EventFactory())
    assert not User.objects.filter(email="dora@example.org").exists()


def test_a_closed_account_of_staff_stays_closed(desk, of):
    left = member("viewer")
    User.objects.filter(pk=left.pk).update(is_active=False)
    assert "This address belongs to a closed account of staff." in let_in(desk, of, email=left.email)
    assert not DoorDuty.objects.exists()


def test_an_organiser_ends_it_with_a_reason_and_the_account_is_closed(desk, of, client):
    let_in(desk, of)
    duty = DoorDuty.objects.get()
    end = reverse("admin:forum_event_end_duty", args=[of.pk, duty.pk])
    assert "Leave names" in words(desk.post(end, {"why": "Dora Lee is ill"}))
    assert "Ended: the list is closed to this person." in words(desk.post(end, {"why": "Ill."}, follow=True))
    assert not DoorDuty.objects.exists()
    assert not User.objects.get(email="dora@example.org").is_active
    assert next(line.why for line in Revision.objects.of(of)) == f"No longer sees to the door: account {duty.user_id}. Ill."
    assert "Dora Lee sees to the door." in let_in(desk, of)
    assert User.objects.get(email="dora@example.org").is_active


@pytest.mark.parametrize("other", ["role", "membership", "duty"])
def test_an_account_that_is_needed_for_something_else_stays_open(other, of):
    duty = DoorDutyFactory(event=of, user=member("viewer") if other == "role" else UserFactory())
    if other == "membership":
        MembershipFactory(user=duty.user)
    if other == "duty":
        DoorDutyFactory(user=duty.user)
    services.end_duty(duty=duty, by=member("forum organiser"), why="Ill.")
    duty.user.refresh_from_db()
    assert duty.user.is_active


def test_it_ends_by_itself_the_day_after_the_meeting(of, time_machine, client):
    duty = DoorDutyFactory(event=of)
    time_machine.move_to(of.begins_at + timedelta(hours=10))
    client.force_login(duty.user)
    assert services.end_old_duties() == ""
    assert client.get("/door/spring/").status_code == 200
    time_machine.move_to(of.begins_at + timedelta(days=1))
    client.force_login(duty.user)
    assert [client.get(at).status_code for at in ("/door/spring/", "/door/")] == [403, 403]  # at once, though nothing has run
    assert services.end_old_duties() == "1 duty at the door ended"
    assert not DoorDuty.objects.exists()
    duty.user.refresh_from_db()
    assert not duty.user.is_active


def test_a_helper_sees_nobody_before_the_day_and_is_told_when(of, time_machine, client):
    register(of, "ada")
    duty = DoorDutyFactory(event=of)
    opens = of.begins_at - timedelta(hours=2, minutes=30)
    time_machine.move_to(opens - timedelta(minutes=1))
    client.force_login(duty.user)
    closed = client.get("/door/spring/")
    assert (closed.status_code, "The list is closed" in words(closed), "Ada" in words(closed)) == (403, True, False)
    assert f"at {clock(timezone.localtime(opens).time())} and closes" in words(closed)
    sent = [client.post(f"/door/spring/{part}", {"arrived": of.registrations.get().pk}) for part in ("", "walk-in/")]
    assert [answer.status_code for answer in sent] == [403, 403]
    assert of.registrations.get().state == "confirmed"
    time_machine.move_to(opens)
    assert "Ada" in words(client.get("/door/spring/"))
    type(of).objects.update(is_cancelled=True)
    assert "This meeting is cancelled." in words(client.get("/door/spring/"))


def test_organisers_see_the_list_at_any_time(desk, of):
    register(of, "ada")
    assert "Ada" in words(desk.get("/door/spring/"))


def test_a_helper_reaches_the_own_door_and_nothing_else(client, of):
    client.force_login(DoorDutyFactory(event=of).user)
    other = event(3, slug="autumn")
    home = words(client.get("/door/"))
    assert ("/door/spring/" in home, "/door/autumn/" in home) == (True, False)
    assert [client.get(f"/door/{other.slug}/{part}").status_code for part in ("", "walk-in/")] == [404, 404]
    for address in ("/admin/", "/admin/forum/event/", page(of), "/preview/forum/", "/partners/"):
        assert client.get(address).status_code in {302, 403}, address


@pytest.mark.parametrize("who", ["editor", "statistician", "viewer", "nobody"])
def test_whoever_sees_to_no_door_is_kept_out_on_the_day_too(who, client, of, time_machine):
    made = register(of, "ada")
    DoorDutyFactory(event=of)
    time_machine.move_to(of.begins_at)
    client.force_login(UserFactory() if who == "nobody" else member(who))
    assert [client.get(f"/door/{part}").status_code for part in ("", "spring/", "spring/walk-in/")] == [403] * 3
    assert client.post("/door/spring/", {"arrived": made.pk}).status_code == 403
    assert of.registrations.get().state == "confirmed"


def test_a_stranger_signs_in_first_and_lands_at_the_door(client, of):
    assert client.get("/door/spring/").headers["Location"] == "/account/code/?next=/door/spring/"
    DoorDutyFactory(event=of, user=UserFactory(email="pat@example.org"))
    ask(client)
    assert type_code(client, mailed_code()).headers["Location"] == "/door/"
    assert client.get("/door/").status_code == 200


def test_without_a_second_factor_the_door_stays_shut_where_the_site_asks_for_one(client, of, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    DoorDutyFactory(event=of, user=UserFactory(email="pat@example.org"))
    ask(client)
    type_code(client, mailed_code())
    kept_out = client.get("/door/spring/", follow=True)
    assert kept_out.redirect_chain == [("/account/second-factor/?next=/door/spring/", 302)]
    assert "Set up a second factor first." in words(kept_out)


def test_nothing_is_coming_up_for_an_organiser_without_meetings(desk):
    assert "No meeting is coming up." in words(desk.get("/door/"))
