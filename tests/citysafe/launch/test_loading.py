"""Files become rows; what staff did to the rows since stays."""

from datetime import UTC, datetime

import pytest

from citysafe.history.models import Revision
from citysafe.launch import fingerprint
from citysafe.launch.models import LoadedItem
from citysafe.launch.reading import ContentError
from citysafe.launch.services import is_empty, load
from citysafe.pages.models import HelpContact, Partnership
from plan.models import Initiative, Organisation, Phase, Plan, Priority
from tests.factories import (
    ActionFactory,
    AreaFactory,
    HelpContactFactory,
    OrganisationFactory,
    PartnershipFactory,
    PhaseFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db

CONTACT = '[[help_contact]]\nname = "Listeners"\nnumber = "0800 123"\nwhen_to_use = "Any time"\nowner = "Editor"\n'
INITIATIVE = """
[[initiative]]
slug = "work"
plan = "a-plan"
title = "Work"
summary = "Work under way."
body = "More."
areas = ["Here", "There"]
[[initiative.phase]]
title = "First"
[[area]]
name = "Here"
kind = "city"
what_it_is = "A city."
[[area]]
name = "There"
kind = "city"
what_it_is = "Another."
"""
PLAN = """
[[plan]]
slug = "a-plan"
title = "A plan"
introduction = "i"
premise = "p"
inform = "i"
coordinate = "c"
promote = "p"
govern = "g"
how_it_came_about = "h"
delivery = "d"
"""


@pytest.fixture
def load_text(tmp_path):
    def write_and_load(text, name="content.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return write_and_load


def test_an_item_becomes_a_row(load_text):
    report = load_text(CONTACT + 'to_confirm = ["Ring it.", "Date it."]\n')
    assert report.created == ["pages.helpcontact: Listeners"]
    assert report.to_confirm == ["pages.helpcontact: Listeners: Ring it.", "pages.helpcontact: Listeners: Date it."]
    assert HelpContact.objects.get().number == "0800 123"


def test_loading_again_does_nothing(load_text):
    load_text(PLAN + INITIATIVE)
    report = load_text(PLAN + INITIATIVE)
    assert (report.created, report.updated, report.kept, report.left_out) == ([], [], [], [])
    assert len(report.unchanged) == 5


def test_links_lead_in_any_order_and_to_several(load_text):
    load_text(INITIATIVE + PLAN)
    initiative = Initiative.objects.get()
    assert initiative.plan == Plan.objects.get()
    assert [area.name for area in initiative.areas.all()] == ["Here", "There"]
    assert Phase.objects.get().initiative == initiative


def test_a_changed_file_updates_what_nobody_touched(load_text):
    load_text(CONTACT + 'explanation = "They listen."\nposition = 3\n')
    report = load_text(CONTACT.replace("0800 123", "0800 456"))
    contact = HelpContact.objects.get()
    assert report.updated == ["pages.helpcontact: Listeners"]
    assert (contact.number, contact.explanation, contact.position) == ("0800 456", "", 0)


def test_what_was_loaded_is_in_the_history(load_text):
    load_text(CONTACT)
    load_text(CONTACT)
    load_text(CONTACT.replace("0800 123", "0800 456"))
    changed, created = Revision.objects.of(HelpContact.objects.get()).order_by("-pk")
    assert (created.kind, created.by, created.why, created.public_note) == ("created", None, "Loaded from the content files.", "")
    [field] = changed.fields.all()
    assert (changed.kind, field.before, field.after) == ("changed", "0800 123", "0800 456")


def test_changed_links_are_updated(load_text):
    load_text(PLAN + INITIATIVE)
    load_text(PLAN + INITIATIVE.replace('["Here", "There"]', '["There"]'))
    assert [area.name for area in Initiative.objects.get().areas.all()] == ["There"]


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


def test_another_folder_may_link_to_what_was_loaded_before(load_text, tmp_path):
    load_text(PLAN)
    (tmp_path / "content.toml").unlink()
    load_text(INITIATIVE, name="more.toml")
    assert Initiative.objects.get().plan.title == "A plan"


def test_something_published_without_a_moment_is_public_at_once_and_keeps_its_moment(load_text):
    load_text(PLAN + 'state = "published"\n')
    first = Plan.objects.get()
    assert first.is_published
    load_text(PLAN + 'state = "published"\npart_of = "A longer plan"\n')
    second = Plan.objects.get()
    assert (second.part_of, second.published_at) == ("A longer plan", first.published_at)


def test_a_moment_in_summer_is_no_change_of_staffs(load_text):
    text = PLAN + 'state = "published"\npublished_at = 2024-07-01T09:30:00\n'
    load_text(text)
    assert load_text(text).unchanged == ["plan.plan: a-plan"]
    assert Plan.objects.get().published_at == datetime(2024, 7, 1, 8, 30, tzinfo=UTC)


def test_a_field_that_a_later_release_adds_is_no_change_of_staffs(load_text, monkeypatch):
    counts = fingerprint._counts
    with monkeypatch.context() as before:
        before.setattr(fingerprint, "_counts", lambda field: counts(field) and field.name not in {"is_shown", "explanation"})
        load_text(CONTACT)
    assert load_text(CONTACT).unchanged == ["pages.helpcontact: Listeners"]
    HelpContact.objects.update(is_shown=False)
    assert load_text(CONTACT).kept == ["pages.helpcontact: Listeners, because staff changed it"]


def test_a_draft_has_no_moment(load_text):
    load_text(PLAN)
    assert Plan.objects.get().published_at is None


def test_a_date_that_the_model_settles_is_no_change_of_staffs(load_text):
    action = ActionFactory(slug="an-action")
    text = f'[[priority]]\nslug = "{action.priority.slug}"\n[[action]]\nslug = "an-action"\n'
    text += '[[milestone]]\naction = "an-action"\ntitle = "Half way"\ndue_on = 2025-03-02\n'
    assert "plan.milestone: an-action | Half way" in load_text(text).created
    assert "plan.milestone: an-action | Half way" in load_text(text).unchanged


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (PLAN + '[[priority]]\nslug = "p"\nplan = "no-plan"\n', "content.toml, priority “p”, plan: there is no “plan.plan: no-plan”"),
        (PLAN + INITIATIVE.replace('"There"]', '"Nowhere"]'), "initiative “work”, areas: there is no “statistics.area: Nowhere”"),
        (PLAN + '[[priority]]\nslug = "p"\nplan = "a-plan"\nnumber = 1\n', "content.toml, priority “p”, title: This field cannot be"),
        (PLAN + 'state = "lost"\n', "plan “a-plan”, state: Value 'lost' is not a valid choice"),
        (PLAN + 'chair_message = "Help us."\n', "plan “a-plan”: A message needs the name of the person"),
        (PLAN + f'part_of = "{"x" * 121}"\n', "plan “a-plan”, part_of: Ensure this value has at most 120 characters"),
        (CONTACT.replace("0800 123", "0800-123"), "help_contact “Listeners”, number: Write the number with digits and blanks alone."),
    ],
)
def test_a_wrong_item_is_told_and_nothing_is_stored(load_text, text, says):
    with pytest.raises(ContentError) as refused:
        load_text('[[organisation]]\nname = "One"\nkind = "other"\n' + text)
    assert says in str(refused.value)
    assert not Organisation.objects.exists()
    assert not LoadedItem.objects.exists()


def test_a_wrong_file_leaves_what_was_loaded_as_it_was(load_text):
    load_text(CONTACT)
    with pytest.raises(ContentError):
        load_text(CONTACT.replace("0800 123", "0800 456") + CONTACT.replace("Listeners", "Others").replace("0800", "O8OO"))
    assert HelpContact.objects.get().number == "0800 123"


def test_links_in_a_circle_are_told(load_text):
    circle = "".join(f'[[action]]\nslug = "{one}"\nmerged_into = "{other}"\npriority = "p"\n' for one, other in [("a", "b"), ("b", "a")])
    with pytest.raises(ContentError, match="its links lead round in a circle"):
        load_text(PLAN + '[[priority]]\nslug = "p"\nplan = "a-plan"\nnumber = 1\ntitle = "P"\nsummary = "s"\noutcome = "o"\n' + circle)
    assert not Priority.objects.exists()


def test_a_site_is_empty_until_it_has_a_partnership_or_a_plan():
    assert is_empty()
    HelpContactFactory()
    OrganisationFactory()
    assert is_empty()
    PlanFactory()
    assert not is_empty()
    Plan.objects.all().delete()
    PartnershipFactory()
    assert not is_empty()


def test_a_phase_of_staffs_own_is_left_in_peace(load_text):
    load_text(PLAN + INITIATIVE)
    own = PhaseFactory(initiative=Initiative.objects.get())
    load_text(PLAN + INITIATIVE.replace('title = "Work"', 'title = "More work"'))
    assert Initiative.objects.get().title == "More work"
    assert own in Phase.objects.all()
