"""What is over goes by itself, every day, whenever the day's work runs, and a record says that it did."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import RequestFactory
from django.utils import timezone

from citysafe.desk.attention import waiting
from citysafe.history.models import Revision
from citysafe.mail.models import QueuedMail
from citysafe.people import erased
from citysafe.people.models import User
from citysafe.people.personal_data import FEEDBACK, IDENTITY, NEEDS, PERSONAL_DATA, key
from citysafe.people.retention import Retention
from citysafe.people.roles import ADMINISTRATOR
from citysafe.people.signing_in import A_DAY
from citysafe.privacy import purging
from citysafe.privacy.models import PurgeRecord
from citysafe.publishing.models import DataVersion
from forum import services
from forum.models import Needs, Registration
from tests import factories as make
from tests.forum.build import event, person, register
from tests.world import member

pytestmark = pytest.mark.django_db
PURGES = [purge for purge in purging.all_purges() if isinstance(purge, purging.Purge)]
# Codes have a task of their own; of feedback the words alone go.
ELSEWHERE = {("people.SignInCode", A_DAY), ("forum.Feedback", FEEDBACK)}
NEEDED = {"access": "A ramp", "dietary": "", "communication": ""}


@pytest.fixture
def of(settings):
    made = event(30)
    for name in ("ada", "ben", "cai"):
        register(made, name, details=person(name, needs=NEEDED))
    return made


def test_everything_that_goes_by_itself_has_a_purge_with_the_time_of_the_registry():
    """What is kept for so long must be named by its room, or forgotten by a task of its own."""
    kept = {(name.rpartition(".")[0], said.kept) for name, said in PERSONAL_DATA.items() if isinstance(said.kept, Retention)}
    assert kept - ELSEWHERE == {(purge.model, purge.kept) for purge in PURGES}


@pytest.mark.parametrize("purge", PURGES, ids=lambda purge: purge.title)
def test_a_purge_empties_every_field_of_the_registry_or_takes_the_row(purge):
    fields = {name for name, said in PERSONAL_DATA.items() if name.startswith(f"{purge.model}.") and said.kept == purge.kept}
    assert not purge.emptied or {key(purge.rows.model._meta.get_field(name)) for name in purge.emptied} == fields
    assert purge.over().count() == 0


def test_a_field_that_is_declared_from_now_on_goes_with_the_others(monkeypatch, of, time_machine):
    """The registry drives it: nothing but the line there is needed."""
    monkeypatch.setitem(PERSONAL_DATA, "forum.Registration.asked_again_at", PERSONAL_DATA["forum.Registration.role"])
    Registration.objects.update(asked_again_at=timezone.now())
    monkeypatch.setattr(purging, "_purges", [purging.Purge("forum.Registration", IDENTITY, since="event__held_on", title="people")])
    time_machine.move_to(of.begins_at + IDENTITY.after)
    purging.run()
    assert not Registration.objects.filter(asked_again_at__isnull=False).exists()


def test_a_missed_week_is_made_good_by_one_run(of, time_machine):
    time_machine.move_to(of.begins_at + IDENTITY.after + timedelta(days=7))
    assert purging.run() == "erased people’s needs (3) and people’s details (3)"
    record = PurgeRecord.objects.get()
    assert (record.day, record.counts) == (timezone.localdate(), {"people’s needs": 3, "people’s details": 3})
    assert not Needs.objects.exists()
    assert not Registration.objects.filter(email__isnull=False).exists()


def test_it_goes_in_slices_of_which_each_is_a_transaction_of_its_own(of, time_machine, monkeypatch):
    sizes = []
    erase = purging.Purge._erase
    monkeypatch.setattr(purging, "SLICE", 2)
    monkeypatch.setattr(purging.Purge, "_erase", lambda self, chosen: sizes.append(len(chosen)) or erase(self, chosen))
    time_machine.move_to(of.begins_at + NEEDS.after)
    purging.run()
    assert sizes == [2, 1]


def test_a_day_has_one_record_whether_or_not_anything_was_over(of, time_machine):
    assert [purging.run() for _ in range(3)] == ["", "", ""]
    first = PurgeRecord.objects.get()
    assert first.counts == {}
    time_machine.move_to(timezone.now() + timedelta(days=1))
    purging.run()
    assert [record.counts for record in PurgeRecord.objects.all()] == [{}, {}]


def test_what_is_kept_for_hours_goes_in_time_and_is_added_to_the_record_of_the_day(of, time_machine):
    time_machine.move_to(timezone.localtime().replace(hour=9))
    purging.run()
    for number in (1, 2):
        Registration.objects.filter(pk=of.registrations.first().pk).update(
            new_email="new@example.org", new_email_asked_at=timezone.now() - timedelta(hours=48)
        )
        assert purging.run() == "erased unconfirmed addresses (1)"
        assert PurgeRecord.objects.get().counts == {"unconfirmed addresses": number}


def test_with_a_person_go_the_mail_about_them_and_what_the_history_says(of, time_machine):
    gone = of.registrations.first()
    services.note(registration=gone, by=make.UserFactory(staff=True), words="Rang about the ramp.")
    time_machine.move_to(of.begins_at + IDENTITY.after)
    other = make.QueuedMailFactory(about=gone.pk)
    purging.run()
    assert list(QueuedMail.objects.all()) == [other]
    assert "ramp" not in str([*Revision.objects.values_list("why", flat=True)])


def test_a_fault_in_one_kind_stops_no_other_and_what_went_is_counted_while_the_day_waits(of, time_machine, monkeypatch):
    broken = purging.Purge("forum.Needs", NEEDS, since="no_such_field", title="nothing")
    kinds = purging.all_purges()
    monkeypatch.setattr(purging, "_purges", [broken, *kinds])
    time_machine.move_to(of.begins_at + IDENTITY.after, tick=False)
    for _ in range(2):
        with pytest.raises(ExceptionGroup):
            purging.run()
    assert not Registration.objects.filter(email__isnull=False).exists()
    record = PurgeRecord.objects.get()
    went = {"people’s needs": 3, "people’s details": 3}
    assert (record.at, record.counts) == (None, went)
    assert not PurgeRecord.objects.whole().exists()
    monkeypatch.setattr(purging, "_purges", kinds)
    assert purging.run() == ""
    record.refresh_from_db()
    assert (record.at, record.counts) == (timezone.now(), went)


def test_what_went_before_a_kind_broke_off_is_counted(of, time_machine, monkeypatch):
    erase, sizes = purging.Purge._erase, []

    def once(self, chosen):
        sizes.append(len(chosen))
        return erase(self, chosen) if len(sizes) == 1 else 1 / 0

    monkeypatch.setattr(purging, "SLICE", 2)
    monkeypatch.setattr(purging.Purge, "_erase", once)
    time_machine.move_to(of.begins_at + NEEDS.after)
    with pytest.raises(ExceptionGroup):
        purging.run()
    assert PurgeRecord.objects.get().counts == {"people’s needs": 2}


def test_a_fault_in_one_kind_keeps_nobody_from_being_erased_again_and_who_cannot_be_keeps_no_other(of, time_machine, monkeypatch):
    again = []
    monkeypatch.setattr(erased, "_kinds", {"test.good": lambda number, at: not again.append(number), "test.bad": lambda number, at: 1 / 0})
    for kind, number in (("test.bad", 1), ("test.good", 2), ("test.good", 3)):
        erased.remember(kind, number)
    broken = purging.Purge("forum.Needs", NEEDS, since="no_such_field", title="nothing")
    monkeypatch.setattr(purging, "_purges", [broken])
    with pytest.raises(ExceptionGroup) as faults:
        purging.run()
    assert again == [2, 3]
    assert len(faults.value.exceptions) == 2
    time_machine.move_to(timezone.now() + erased.BACKUPS_KEPT + timedelta(hours=1))
    with pytest.raises(ExceptionGroup):
        purging.run()
    assert list(erased.listed()) == []


def test_a_clock_that_was_ahead_hides_no_missed_day_and_dates_no_page(of, client, time_machine):
    purging.run()
    now = timezone.now()
    time_machine.move_to(now + timedelta(days=400))
    purging.run()
    time_machine.move_to(now + timedelta(hours=1))
    assert f'erased on <time datetime="{now:%Y-%m-%d}">' in client.get("/personal-data/").content.decode()
    time_machine.move_to(now + timedelta(hours=27))
    assert [record.day for record in PurgeRecord.objects.late()] == [timezone.localdate(now)]


def test_a_record_makes_the_public_pages_anew_and_they_say_when(of, client):
    before = DataVersion.objects.get().token
    assert "No purge of personal data is on record" in client.get("/personal-data/").content.decode()
    purging.run()
    assert DataVersion.objects.get().token != before
    for address in ("/personal-data/", "/forum/"):
        page = client.get(address).content.decode()
        assert f'erased on <time datetime="{timezone.localdate()}">' in page
        assert "people’s needs" not in page


def test_a_purge_that_has_never_run_is_late_too_and_the_desk_says_so(client, time_machine):
    by = member(ADMINISTRATOR)
    client.force_login(by)
    title = "The daily purge of personal data is late"

    def waits():
        request = RequestFactory().get("/")
        request.user = by
        return {one.title: one.number for one in waiting(admin.site, request, [*apps.app_configs])}[title]

    User.objects.update(joined_at=timezone.now() - timedelta(hours=25))
    assert waits() == 0
    assert "has ever run" not in client.get("/admin/privacy/purgerecord/").content.decode()
    User.objects.filter(pk=by.pk).update(joined_at=timezone.now() - timedelta(hours=26))
    assert waits() == 1
    assert "has ever run" in client.get("/admin/privacy/purgerecord/").content.decode()
    make.PurgeRecordFactory(at=None)
    make.PurgeRecordFactory(day=timezone.localdate() + timedelta(days=9), at=timezone.now() + timedelta(days=9))
    assert waits() == 1
    purging.run()
    assert waits() == 0


def test_the_desk_says_when_a_day_was_missed(time_machine):
    purging.run()
    assert not PurgeRecord.objects.late().exists()
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert not PurgeRecord.objects.late().exists()
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    assert PurgeRecord.objects.late().count() == 1
    purging.run()
    assert not PurgeRecord.objects.late().exists()
