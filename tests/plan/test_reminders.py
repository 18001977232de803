"""Reminders: each once, to whoever can report, and never for what is over or waits for approval."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from citysafe.mail import kinds
from citysafe.mail.models import QueuedMail
from citysafe.work import tasks
from plan.models import Action, Membership, Organisation, Plan, Reminder, ReportDraft
from plan.services import reminding
from plan.services.reminding import TO_MAILBOX, TO_OWNER, TO_PERSON, stage
from tests.factories import ActionFactory, MembershipFactory, PartnershipFactory, ReportDraftFactory, ReportFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to("2026-11-27 09:00+00:00")


@pytest.fixture
def membership():
    return MembershipFactory()


def due(membership, days=10, **fields):
    fields.setdefault("lead", membership.organisation if membership else None)
    return ActionFactory(next_update_on=TODAY + timedelta(days=days), priority__plan__is_current=not Plan.objects.exists(), **fields)


def beside(action, membership, days=10, **fields):
    return due(membership, days, priority=action.priority, **fields)


def queued():
    return sorted(QueuedMail.objects.values_list("kind", "about"))


def written():
    mail = QueuedMail.objects.get()
    return kinds.kind(mail.kind).write(mail.about)


@pytest.mark.parametrize(
    ("days", "which"), [(14, "before"), (1, "before"), (0, "before"), (-1, "after"), (-13, "after"), (-14, "later"), (-400, "later")]
)
def test_which_reminder_it_is_time_for(days, which):
    assert stage(TODAY + timedelta(days=days), TODAY) == which


def test_people_of_the_lead_partner_are_reminded_once(membership):
    colleague = MembershipFactory(organisation=membership.organisation)
    MembershipFactory()
    due(membership)
    assert reminding.remind() == "1 action reminded of"
    assert queued() == sorted([(TO_PERSON, membership.user.pk), (TO_PERSON, colleague.user.pk)])
    assert reminding.remind() == ""
    assert QueuedMail.objects.count() == 2


def test_each_due_date_is_reminded_of_before_it_after_it_and_once_more(membership, time_machine):
    action = due(membership, days=15)
    told = []
    for days in range(40):
        time_machine.move_to(f"{TODAY + timedelta(days=days)} 09:00+00:00")
        if reminding.remind():
            told.append((timezone.localdate() - action.next_update_on).days)
    assert told == [-14, 1, 14]
    assert sorted(Reminder.objects.values_list("which", flat=True)) == ["after", "before", "later"]


def test_a_new_due_date_is_a_new_round(membership):
    action = due(membership)
    reminding.remind()
    Action.objects.filter(pk=action.pk).update(next_update_on=TODAY + timedelta(days=12))
    assert reminding.remind() == "1 action reminded of"


def test_one_mail_names_all_that_is_due(membership):
    first = due(membership)
    beside(first, membership, days=-3)
    beside(first, membership, days=60)
    reminding.remind()
    letter = written()
    assert letter.to == membership.user.email
    assert [words for _, words in letter.facts] == ["was due by 24 November 2026", "due by 7 December 2026"]
    assert letter.subject == "2 reports due"
    assert letter.action[1].endswith("/account/code/?next=/partners/")


def test_the_mail_names_nothing_of_another_organisation(membership):
    first = due(membership, title="Light the park")
    beside(first, MembershipFactory(), title="Count the knives")
    reminding.remind()
    for mail in QueuedMail.objects.all():
        letter = kinds.kind(mail.kind).write(mail.about)
        assert ("Count the knives" in str(letter.facts)) == (mail.about != membership.user.pk)
        assert len(letter.facts) == 1


def test_without_people_the_mailbox_is_written_to_and_without_one_the_owner(membership):
    PartnershipFactory(contact_email="plan@example.org")
    action = due(membership)
    Organisation.objects.update(mailbox="office@example.org")
    Membership.objects.all().delete()
    reminding.remind()
    assert queued() == [(TO_MAILBOX, action.lead.pk)]
    assert written().to == "office@example.org"


@pytest.mark.parametrize("has_lead", [True, False])
def test_where_nobody_can_be_asked_the_owner_is(membership, has_lead):
    PartnershipFactory(contact_email="plan@example.org")
    due(membership if has_lead else None)
    membership.delete()
    reminding.remind()
    assert queued() == [(TO_OWNER, 1)]
    letter = written()
    assert letter.to == "plan@example.org"
    assert letter.action[1].endswith("/admin/plan/organisation/")


def test_a_closed_account_counts_as_nobody(membership):
    PartnershipFactory(contact_email="plan@example.org")
    due(membership)
    type(membership.user).objects.filter(pk=membership.user.pk).update(is_active=False)
    reminding.remind()
    assert queued() == [(TO_OWNER, 1)]
    assert len(written().facts) == 1


@pytest.mark.parametrize(
    "no_longer",
    [
        lambda action: Action.objects.update(progress="stopped"),
        lambda action: Action.objects.update(state="draft"),
        lambda action: Action.objects.update(next_update_on=None),
        lambda action: Action.objects.update(next_update_on=TODAY + timedelta(days=15)),
        lambda action: Plan.objects.update(is_current=False),
        lambda action: ReportFactory(action=action),
    ],
)
def test_nobody_is_reminded_of_what_expects_no_report_now_nor_written_to_when_that_comes_between(membership, no_longer):
    action = due(membership)
    reminding.remind()
    assert written() is not None
    no_longer(action)
    assert written() is None
    Reminder.objects.all().delete()
    assert reminding.remind() == ""


def test_who_has_left_in_between_gets_no_letter(membership):
    due(membership)
    reminding.remind()
    membership.delete()
    assert written() is None


def test_a_returned_report_is_still_expected(membership):
    ReportFactory(action=due(membership), returned=True)
    assert reminding.remind() == "1 action reminded of"


def test_the_clock_does_it():
    assert {"plan.reminders", "plan.drafts"} <= {task.name for task in tasks.all_tasks()}


def test_every_kind_has_an_example():
    for kind in kinds.all_kinds():
        if kind.name.startswith("plan."):
            assert kind.sample().action[1].startswith("http")


def test_a_draft_is_given_up_after_90_days(time_machine):
    run = next(task.run for task in tasks.all_tasks() if task.name == "plan.drafts")
    ReportDraftFactory()
    time_machine.move_to("2027-02-24 09:00+00:00")
    assert run() == ""
    time_machine.move_to("2027-02-26 09:00+00:00")
    assert run() == "1 deleted"
    assert not ReportDraft.objects.exists()
