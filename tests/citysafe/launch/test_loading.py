"""Files become rows, all or none."""

import pytest

from citysafe.history.models import Revision
from citysafe.launch.models import LoadedItem
from citysafe.launch.reading import ContentError
from citysafe.launch.services import is_empty
from citysafe.pages.models import HelpContact
from plan.models import Initiative, Organisation, Phase, Plan, Priority
from tests.citysafe.launch.examples import CONTACT, INITIATIVE, PLAN
from tests.factories import (
    HelpContactFactory,
    OrganisationFactory,
    PartnershipFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db


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


def test_a_draft_has_no_moment(load_text):
    load_text(PLAN)
    assert Plan.objects.get().published_at is None


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
        load_text('[[organisation]]\nname = "One"\nslug = "one"\nkind = "other"\n' + text)
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
