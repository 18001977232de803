"""Whoever sent a report is told what was decided, and nobody else."""

import pytest

from citysafe.mail import kinds
from citysafe.mail.models import QueuedMail
from plan.proposals import digest
from plan.services import approving, reporting
from tests.plan.reports import an_action, person_of, submit
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return an_action()


@pytest.fixture
def report(action):
    return submit(action)


@pytest.fixture
def editor():
    return member("editor")


def test_the_partner_is_told_without_a_word_of_the_report(report, editor, action):
    given = {"title": "Rooms", "words": "Found.", "next_update_on": None, "looked_at": digest(action)}
    approving.approve(report=report, by=editor, **given)
    queued = QueuedMail.objects.get()
    letter = kinds.kind(queued.kind).write(queued.about)
    assert letter.to == person_of(action).email
    assert letter.action[1].endswith(f"/account/code/?next=/partners/updates/{report.pk}/")
    assert "Rooms found" not in f"{letter.subject}{letter.paragraphs}{letter.facts}"


def test_who_has_left_is_not_told_and_the_mailbox_is(report, editor, action):
    approving.reject(report=report, by=editor, note="No.")
    write = kinds.kind(approving.KIND).write
    action.lead.memberships.all().delete()
    assert write(report.pk) is None
    type(action.lead).objects.update(mailbox="office@example.org")
    assert write(report.pk).to == "office@example.org"


def test_of_what_is_withdrawn_or_waits_nobody_is_written_to(report, action):
    write = kinds.kind(approving.KIND).write
    assert write(report.pk) is None
    reporting.withdraw(report=report, by=person_of(action))
    assert write(report.pk) is None
    assert write(report.pk + 1000) is None
