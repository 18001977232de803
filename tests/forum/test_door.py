"""The attendance list on a phone: found, marked, taken back, on a bad line too."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.utils import timezone

from citysafe.history.models import Revision
from forum import services
from forum.models import Registration
from tests.factories import DoorDutyFactory, NeedsFactory, OrganisationFactory, RegistrationFactory
from tests.forum.build import counts, event, person, register
from tests.forum.door import at, find, fresh_stamp, shown, tap
from tests.test_queries import bulk
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def of(time_machine):
    """A meeting that takes place now."""
    made = event(4, slug="spring", title="The spring forum")
    time_machine.move_to(made.begins_at)
    return made


@pytest.fixture
def door(client, of):
    client.force_login(DoorDutyFactory(event=of).user)
    return client


def test_whoever_has_a_place_is_in_the_list_and_nobody_else(door, of):
    for name in ("ada", "ben", "cem", "dan", "eve"):
        register(of, name)
    services.cancel(registration=Registration.objects.get(full_name="Ada"))  # nothing is cancelled on the day: for the test alone
    RegistrationFactory(full_name="Of another meeting")
    page = shown(door.get(at(of)))
    assert [name for name in ("Ada", "Ben", "Cem", "Dan", "Eve", "Of another meeting") if name in page] == ["Ben", "Cem", "Dan"]
    assert "<h1>0 of 3 here</h1>" in page  # once it has begun, nobody is offered what comes free


def test_one_tap_marks_somebody_as_here_and_leads_back_to_those_who_were_found(door, of):
    ada = register(of, "ada")
    register(of, "ben")
    found = find(door, of, "ad")
    assert found.redirect_chain == [(f"/door/spring/?found={ada.pk}", 302)]
    assert f'<input type="hidden" name="found" value="{ada.pk}"><input type="hidden" name="page" value="1">' in shown(found)
    assert "<p>1 found.</p>" in shown(found)
    answer = tap(door, of, ada, found=str(ada.pk), page="1")
    assert answer.headers["Location"] == f"/door/spring/?found={ada.pk}&page=1#p{ada.pk}"
    page = shown(door.get(f"/door/spring/?found={ada.pk}&page=1"))
    assert "<h1>1 of 2 here</h1>" in page
    assert f"Here since {timezone.localtime():%H:%M}" in page
    assert "Ben" not in page
    ada.refresh_from_db()
    assert (ada.state, ada.has_place, ada.arrived_at is not None) == ("attended", True, True)
    assert counts(of) == (2, 0)


def test_what_was_found_can_be_opened_again_and_what_was_not_stays_in_the_box(door, of):
    ada, ben = register(of, "ada"), register(of, "ben")
    for _ in range(2):  # back, and once more
        assert "Ben" not in shown(door.get(f"/door/spring/?found={ada.pk}"))
    page = shown(find(door, of, "zoe"))
    assert ("Nobody with a place is called so." in page, 'value="zoe"' in page, "<h1>0 of 2 here</h1>" in page) == (True, True, True)
    for everybody in ("", " ", "%", "\x00"):
        assert find(door, of, everybody).redirect_chain == [("/door/spring/", 302)]
    assert [name in shown(door.get("/door/spring/?q=ada")) for name in ("Ada", "Ben")] == [True, True]  # an old bookmark
    assert "Ada" not in shown(door.get(f"/door/spring/?found={ben.pk}"))


def test_more_than_a_page_of_people_are_cut_off_and_the_page_says_so(door, of):
    bulk(RegistrationFactory, 60, lambda n: {"email_key": f"{n}", "reference": f"{n}"}, event=of, has_place=True, full_name="Ada")
    page = shown(find(door, of, "ada"))
    assert (page.count("<li id="), "The first 50 are shown. Type more of the name to find others." in page) == (50, True)


def test_a_double_tap_is_one_arrival_and_undo_takes_it_back_once(door, of, time_machine):
    ada = register(of, "ada")
    tap(door, of, ada)
    first = Registration.objects.get().arrived_at
    time_machine.shift(timedelta(minutes=5))
    tap(door, of, ada)
    assert Registration.objects.get().arrived_at == first
    for _ in range(2):
        tap(door, of, ada, "undo")
    ada.refresh_from_db()
    assert (ada.state, ada.arrived_at) == ("confirmed", None)
    assert counts(of) == (1, 0)
    assert [line.why for line in Revision.objects.of(ada).order_by("pk")] == ["Arrived.", "Arrival taken back."]


def test_whoever_was_offered_a_place_takes_it_by_coming(door, of, time_machine):
    time_machine.move_to(of.begins_at - timedelta(days=2))
    ada, *_ = [register(of, name) for name in ("ada", "ben", "cem", "dan", "eve")]
    services.cancel(registration=ada)
    eve = Registration.objects.get(full_name="Eve")
    assert eve.state == "offered"
    time_machine.move_to(of.begins_at)
    tap(door, of, eve)
    tap(door, of, ada)
    assert [*Registration.objects.filter(pk__in=[ada.pk, eve.pk]).order_by("pk").values_list("state", flat=True)] == [
        "cancelled",
        "attended",
    ]
    assert counts(of) == (4, 0)


def test_whoever_has_a_place_and_has_not_confirmed_yet_does_so_by_coming(door, of):
    made = RegistrationFactory(event=of, state="awaiting_confirmation", has_place=True, is_unconfirmed=True, expires_at=timezone.now())
    tap(door, of, made)
    made.refresh_from_db()
    assert (made.state, made.is_unconfirmed, made.expires_at) == ("attended", False, None)


def test_a_name_is_found_without_its_accents_and_by_its_organisation(door, of):
    register(of, details=person("asa", full_name="Åsa Öberg", other_organisation="Café Élan"))
    register(of, "ben")
    for asked in ("asa OBERG", "cafe elan", "öber élan"):
        page = shown(find(door, of, asked))
        assert ("Åsa Öberg" in page, "Ben" in page) == (True, False), asked


@pytest.mark.parametrize(
    "asked", ["\x00", "a\x00da", "<script>zq9x", '"><b>zq9x', "%", "' OR 1=1 --", "\ufffd", "x" * 9000, "‮ada", "\r\nSet-Cookie: a=b"]
)
def test_a_hostile_search_breaks_and_finds_nothing(door, of, asked):
    register(of, "ben")
    answer = find(door, of, asked)
    assert answer.status_code == 200
    assert "<script>zq9x" not in shown(answer)
    assert '"><b>zq9x' not in shown(answer)
    assert len(answer.content) < 6000
    back = tap(door, of, Registration.objects.get(), found=asked)
    assert back.status_code == 302
    assert back.headers["Location"] == f"/door/spring/#p{Registration.objects.get().pk}"
    assert [name for name in ("Ben",) if name in shown(door.get(at(of), {"found": asked}))] == ["Ben"]


@pytest.mark.parametrize(
    "sent", [{"arrived": "\x00"}, {"arrived": "9" * 30}, {"arrived": "-1"}, {"arrived": "١"}, {"undo": "abc"}, {}, {"page": "x" * 99}]
)
def test_what_no_button_sends_marks_nobody(door, of, sent):
    register(of, "ada")
    assert door.post(at(of), sent).headers["Location"] == "/door/spring/"
    assert Registration.objects.get().state == "confirmed"


def test_somebody_of_another_meeting_is_not_marked(door, of):
    other = RegistrationFactory(has_place=True)
    tap(door, of, other)
    other.refresh_from_db()
    assert other.state == "confirmed"


def test_fifty_rows_are_a_small_page_and_more_come_in_pages(door, of):
    names = {"full_name": "Bartholomew Featherstonehaugh-Nguyễn", "other_organisation": "Merseyside Youth and Community Partnership"}
    bulk(RegistrationFactory, 120, lambda n: {"email_key": f"{n}", "reference": f"{n}"}, event=of, has_place=True, **names)
    answer = door.get(at(of))
    assert shown(answer).count("<li id=") == 50
    assert len(answer.content) < 15_000
    assert "Page 1 of 3" in shown(answer)
    assert shown(door.get(at(of), {"page": "3"})).count("<li id=") == 20
    assert door.get(at(of), {"page": "4"}).status_code == 404


@pytest.mark.parametrize("many", [5, 300])
def test_the_list_asks_as_often_for_many(door, of, many, django_assert_num_queries):
    organisations = bulk(OrganisationFactory, many)
    each = lambda n: {"email_key": f"{n}", "reference": f"{n}", "organisation": organisations[n], "other_organisation": None}  # noqa: E731
    bulk(RegistrationFactory, many, each, event=of, has_place=True)
    door.get(at(of))
    with django_assert_num_queries(8):
        door.get(at(of))


def test_the_page_shows_no_need_no_address_and_is_never_stored(door, of):
    NeedsFactory(registration=register(of, "ada"), access="A ramp")
    answer = door.get(at(of))
    assert not [word for word in ("ada@example.org", "ramp", "Reference") if word in shown(answer)]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


CANARY = "Zyxwvut Qponmlk"


def test_a_name_gets_into_no_title_no_address_no_log_no_session_and_no_history(door, of, caplog):
    made = register(of, details=person(full_name=CANARY, other_organisation="Canary works"))
    answers = [door.get(at(of)), tap(door, of, made), tap(door, of, made, "undo"), tap(door, of, made, page="77")]
    answers += [door.post(at(of), {"q": words}) for words in (CANARY, "Qponmlk works", f"{CANARY} and another")]
    assert [answer.status_code for answer in answers[-3:]] == [302, 302, 200]
    typed = {"full_name": CANARY, "other_organisation": "Canary works", "consent": "on", "stamp": fresh_stamp(door, of)}
    answers += [door.post(at(of, "walk-in"), typed), door.get("/door/spring/?page=77"), door.post(at(of, "walk-in"), {"full_name": CANARY})]
    titles = [shown(answer).partition("<title>")[2].partition("</title>")[0] for answer in answers]
    kept = [repr(answer.headers) for answer in answers] + titles + [caplog.text]
    kept += [str(session.get_decoded()) for session in Session.objects.all()]
    kept += [f"{line.name} {line.why} {[*line.fields.values_list('before', 'after')]}" for line in Revision.objects.all()]
    assert not [text for text in kept if "Zyxwvut" in text or "Qponmlk" in text or "Canary" in text]
    assert not LogEntry.objects.exists()
    assert len(Registration.objects.filter(full_name=CANARY)) == 2


def test_after_the_day_an_organiser_may_still_mark_somebody(client, of, time_machine):
    ada = register(of, "ada")
    time_machine.move_to(of.begins_at + timedelta(days=2))
    Registration.objects.update(state="did_not_attend")
    client.force_login(member("forum organiser"))
    tap(client, of, ada)
    assert Registration.objects.get().state == "attended"
