"""The plan on the desk."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from plan.models import Action
from tests.factories import ActionFactory, MilestoneFactory, OrganisationFactory, PlanFactory, PriorityFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
LIST = reverse("admin:plan_action_changelist")


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


def page(thing):
    return reverse(f"admin:plan_{thing._meta.model_name}_change", args=[thing.pk])


def found(desk, **query):
    return list(desk.get(LIST, query).context["cl"].queryset)


def test_an_action_is_written_with_its_milestones_and_partners(desk):
    address, priority, partner = reverse("admin:plan_action_add"), PriorityFactory(), OrganisationFactory()
    typed = filled(desk, address, priority=priority.pk, reference="F1", title="Do it", slug="do-it", summary="What it means.")
    typed |= {
        "milestones-TOTAL_FORMS": 1,
        "milestones-0-title": "Begun",
        "milestones-0-due_on": "15/05/2024",
        "milestones-0-due_precision": "month",
    }
    typed |= {"supports-TOTAL_FORMS": 1, "supports-0-organisation": partner.pk, "supports-0-role": "Rooms"}
    assert desk.post(address, typed).status_code == 302
    action = Action.objects.get()
    assert [(row.title, row.due_on) for row in action.milestones.all()] == [("Begun", date(2024, 5, 31))]
    assert [row.organisation for row in action.supports.all()] == [partner]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"rating": "red"}, "An amber or red rating needs a reason and the day it was given."),
        ({"rating": "blue"}, "Blue means complete"),
        ({"progress": "merged"}, "A merged action names the action it went into"),
        ({"start_on": "01/05/2024", "due_on": "01/04/2024"}, "It is due before it starts."),
        ({"slug": "Not A Slug"}, "Use letters without accents, numbers and hyphens alone"),
        ({"state": "nope"}, "Select a valid choice."),
        ({"published_at_0": "x", "published_at_1": "y"}, "Enter the day as day/month/year"),
        ({"why": "w" * 301}, "Ensure this value has at most 300 characters"),
        ({"milestones-0-expected_on": "01/01/1999"}, "The new date lies before the one it replaces."),
    ],
)
def test_what_is_wrong_is_said_and_stays_in_the_boxes(desk, typed, told):
    action = ActionFactory(draft=True)
    MilestoneFactory(action=action)
    response = desk.post(page(action), {**filled(desk, page(action)), "summary": "Typed just now.", **typed})
    shown = response.content.decode()
    assert response.status_code == 200
    assert told in shown
    assert "Typed just now." in shown
    assert "<title>Error:" in shown


def test_a_reference_stands_once_in_a_priority(desk):
    first = ActionFactory(reference="F1")
    second = ActionFactory(priority=first.priority)
    shown = desk.post(page(second), filled(desk, page(second), reference="F1")).content.decode()
    assert "Another action of this priority has this reference." in shown


def test_late_actions_and_silent_partners_are_found(desk):
    yesterday = timezone.localdate() - timedelta(days=1)
    now = PriorityFactory(plan=PlanFactory(current=True))
    late = ActionFactory(priority=now, due_on=yesterday)
    silent = ActionFactory(priority=now, next_update_on=yesterday)
    ActionFactory(priority=now, due_on=yesterday, next_update_on=yesterday, complete=True)
    ActionFactory(due_on=yesterday, next_update_on=yesterday)
    assert found(desk, attention="late") == [late]
    assert found(desk, attention="update") == [silent]


@pytest.mark.parametrize("words", ["F7", "family", "Council"])
def test_an_action_is_found_by_reference_title_and_lead(desk, words):
    action = ActionFactory(reference="F7", title="Support for family", lead=OrganisationFactory(name="Exampleton Council"))
    ActionFactory(reference="E1", title="Other", lead=None)
    assert found(desk, q=words) == [action]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("x.exe", b"MZ", "Choose a PDF, ODT or DOCX file."), ("x.pdf", b"<script>", "The file is not what its name says.")],
)
def test_a_document_that_is_none_is_refused(desk, name, content, told):
    plan = PlanFactory()
    typed = {**filled(desk, page(plan)), "document": SimpleUploadedFile(name, content)}
    assert told in desk.post(page(plan), typed).content.decode()


def test_only_one_plan_is_current(desk):
    PlanFactory(current=True)
    other = PlanFactory()
    shown = desk.post(page(other), filled(desk, page(other), is_current="on")).content.decode()
    assert "Another plan is the current one" in shown


@pytest.mark.parametrize("model", ["organisation", "priority", "action", "plan"])
def test_boxes_with_suggestions_find_things(desk, model):
    source = {
        "organisation": ("action", "lead"),
        "priority": ("action", "priority"),
        "action": ("action", "merged_into"),
        "plan": ("priority", "plan"),
    }
    asked, field = source[model]
    made = {"organisation": OrganisationFactory, "priority": PriorityFactory, "action": ActionFactory, "plan": PlanFactory}[model]()
    query = {"app_label": "plan", "model_name": asked, "field_name": field, "term": made.name if model == "organisation" else made.title}
    assert [row["id"] for row in desk.get("/admin/autocomplete/", query).json()["results"]] == [str(made.pk)]


def test_a_plan_whose_document_is_lost_can_still_be_changed(desk):
    plan = PlanFactory(document=SimpleUploadedFile("plan.pdf", b"%PDF-1.7"))
    plan.document.storage.delete(plan.document.name)
    assert desk.post(page(plan), filled(desk, page(plan), title="A new title")).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "A new title"


def test_what_has_been_public_is_not_deleted(client):
    client.force_login(member("administrator"))
    shown, draft = ActionFactory(), ActionFactory(draft=True, published_at=None)
    for action in (shown, draft):
        client.post(f"/admin/plan/action/{action.pk}/delete/", {"post": "yes"})
    assert list(Action.objects.all()) == [shown]
