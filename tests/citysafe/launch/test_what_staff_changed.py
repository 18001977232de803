"""What staff did to the rows since they were loaded stays."""

from datetime import UTC, datetime

import pytest

from citysafe.launch import fingerprint
from citysafe.pages.models import HelpContact, Partnership
from plan.models import Initiative, Phase, Plan
from tests.citysafe.launch.examples import CONTACT, INITIATIVE, PLAN
from tests.factories import (
    ActionFactory,
    AreaFactory,
    PartnershipFactory,
    PhaseFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db


def test_what_staff_changed_is_kept(load_text):
    load_text(CONTACT)
    HelpContact.objects.update(when_to_use="At night")
    report = load_text(CONTACT.replace("0800 123", "0800 456"))
    assert report.kept == ["pages.helpcontact: Listeners, because staff changed it"]
    assert HelpContact.objects.get().number == "0800 123"


def test_links_that_staff_changed_are_kept(load_text):
    load_text(PLAN + INITIATIVE)
    Initiative.objects.get().areas.add(AreaFactory(name="Elsewhere"))
    report = load_text(PLAN + INITIATIVE.replace('["Here", "There"]', '["There"]'))
    assert report.kept == ["plan.initiative: work, because staff changed it"]
    assert Initiative.objects.get().areas.count() == 3


def test_what_staff_renamed_is_found_and_still_linked(load_text):
    load_text(PLAN)
    Plan.objects.update(slug="renamed")
    report = load_text(PLAN + INITIATIVE)
    assert report.kept == ["plan.plan: a-plan, because staff changed it"]
    assert Initiative.objects.get().plan.slug == "renamed"


def test_what_staff_deleted_stays_deleted(load_text):
    load_text(CONTACT)
    HelpContact.objects.all().delete()
    report = load_text(CONTACT.replace("0800 123", "0800 456"))
    assert report.left_out == ["pages.helpcontact: Listeners, because staff deleted it"]
    assert not HelpContact.objects.exists()


def test_what_belongs_to_something_deleted_is_not_created(load_text):
    load_text(PLAN)
    Plan.objects.all().delete()
    report = load_text(PLAN + INITIATIVE)
    assert "plan.initiative: work, because staff deleted what it belongs to" in report.left_out
    assert "plan.phase: work | First, because staff deleted what it belongs to" in report.left_out
    assert not Initiative.objects.exists()


def test_what_was_there_before_is_kept_and_linked_to(load_text):
    mine = PlanFactory(slug="a-plan", title="Ours")
    report = load_text(PLAN + INITIATIVE)
    assert report.kept == ["plan.plan: a-plan, because it was there before"]
    assert Initiative.objects.get().plan == mine
    assert Plan.objects.get().title == "Ours"


def test_another_partnership_is_never_overwritten(load_text):
    PartnershipFactory(known_as="Ours")
    load_text('[partnership]\nname = "Theirs"\nknown_as = "Theirs"\nplace = "There"\n')
    assert Partnership.objects.get().known_as == "Ours"


def test_a_moment_in_summer_is_no_change_of_staffs(load_text):
    text = PLAN + 'state = "published"\npublished_at = 2024-07-01T09:30:00\n'
    load_text(text)
    assert load_text(text).unchanged == ["plan.plan: a-plan"]
    assert Plan.objects.get().published_at == datetime(2024, 7, 1, 8, 30, tzinfo=UTC)


def test_the_first_public_moment_that_the_site_sets_is_no_change_of_staffs(load_text):
    text = PLAN + 'state = "published"\npublished_at = 2024-07-01T09:30:00\n'
    load_text(text)
    Plan.objects.update(first_public_at=None)
    assert load_text(text).unchanged == ["plan.plan: a-plan"]
    assert load_text(text.replace("2024-07-01", "2024-07-02")).updated == ["plan.plan: a-plan"]


def test_a_field_that_a_later_release_adds_is_no_change_of_staffs(load_text, monkeypatch):
    counts = fingerprint._counts
    with monkeypatch.context() as before:
        before.setattr(fingerprint, "_counts", lambda field: counts(field) and field.name not in {"is_shown", "explanation"})
        load_text(CONTACT)
    assert load_text(CONTACT).unchanged == ["pages.helpcontact: Listeners"]
    HelpContact.objects.update(is_shown=False)
    assert load_text(CONTACT).kept == ["pages.helpcontact: Listeners, because staff changed it"]


def test_a_date_that_the_model_settles_is_no_change_of_staffs(load_text):
    action = ActionFactory(slug="an-action")
    text = f'[[priority]]\nslug = "{action.priority.slug}"\n[[action]]\nslug = "an-action"\n'
    text += '[[milestone]]\naction = "an-action"\ntitle = "Half way"\ndue_on = 2025-03-02\n'
    assert "plan.milestone: an-action | Half way" in load_text(text).created
    assert "plan.milestone: an-action | Half way" in load_text(text).unchanged


def test_a_phase_of_staffs_own_is_left_in_peace(load_text):
    load_text(PLAN + INITIATIVE)
    own = PhaseFactory(initiative=Initiative.objects.get())
    load_text(PLAN + INITIATIVE.replace('title = "Work"', 'title = "More work"'))
    assert Initiative.objects.get().title == "More work"
    assert own in Phase.objects.all()
