"""Saving through the admin: the reason, the record, and the page that shows it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from citysafe.history.forms import REASON_MISSING
from citysafe.history.models import Revision
from tests.factories import ActionFactory, EventFactory, MilestoneFactory, OrganisationFactory, RevisionFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return member("administrator")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def page(thing, act="change"):
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{act}", args=[thing.pk])


def test_a_change_is_recorded_with_reason_and_note(desk, editor):
    organisation = OrganisationFactory(name="Old name")
    typed = filled(desk, page(organisation), name="New name", why="It was renamed.", public_note="A partner has a new name.")
    assert desk.post(page(organisation), typed).status_code == 302
    revision = Revision.objects.of(organisation).get()
    assert (revision.by, revision.why, revision.public_note) == (editor, "It was renamed.", "A partner has a new name.")
    assert [(c.label, c.before, c.after) for c in revision.fields.all()] == [("Name", "Old name", "New name")]


def test_saving_without_a_change_records_nothing(desk):
    action = ActionFactory()
    desk.post(page(action), filled(desk, page(action)))
    assert not Revision.objects.exists()


def test_rows_beside_the_form_are_recorded_on_it(desk):
    milestone = MilestoneFactory(title="First evening", reached_on=None)
    typed = filled(desk, page(milestone.action), **{"milestones-0-reached_on": "17/05/2024"})
    assert desk.post(page(milestone.action), typed).status_code == 302
    assert [(c.label, c.after) for c in Revision.objects.get().fields.all()] == [("Milestone “First evening”: reached", "17 May 2024")]


def test_something_new_is_recorded(desk):
    address = reverse("admin:plan_organisation_add")
    desk.post(address, filled(desk, address, name="A new partner", slug="a-new-partner", kind="other"))
    assert (Revision.objects.get().kind, Revision.objects.get().name) == ("created", "A new partner")


def test_deleting_one_and_deleting_several_is_recorded(desk):
    one, two, three = OrganisationFactory.create_batch(3)
    desk.post(page(one, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [two.pk, three.pk], "post": "yes"}
    desk.post(reverse("admin:plan_organisation_changelist"), chosen)
    assert [revision.kind for revision in Revision.objects.all()] == ["deleted"] * 3


@pytest.mark.parametrize(("field", "value"), [("progress", "in_progress"), ("rating", "green")])
def test_state_and_rating_of_a_published_action_need_a_reason(desk, field, value):
    action = ActionFactory(published_at=timezone.now())
    shown = desk.post(page(action), filled(desk, page(action), **{field: value})).content.decode()
    assert REASON_MISSING in shown
    assert f'<option value="{value}" selected' in shown
    action.refresh_from_db()
    assert getattr(action, field) != value
    desk.post(page(action), filled(desk, page(action), **{field: value, "why": "The partner said so."}))
    action.refresh_from_db()
    assert getattr(action, field) == value


def test_other_fields_and_drafts_need_none(desk):
    for action, typed in ((ActionFactory(), {"title": "New"}), (ActionFactory(draft=True), {"progress": "in_progress"})):
        assert desk.post(page(action), filled(desk, page(action), **typed)).status_code == 302


def test_what_the_public_reads_before_it_is_published_needs_a_reason_too(desk, monkeypatch):
    action, typed = ActionFactory(draft=True), {"progress": "in_progress"}
    monkeypatch.setattr(type(action), "is_in_public_view", True)
    assert REASON_MISSING in desk.post(page(action), filled(desk, page(action), **typed)).content.decode()


def test_the_history_page_says_who_when_from_to_and_why(desk, editor):
    action = ActionFactory(title="Old")
    desk.post(page(action), filled(desk, page(action), title="New", why="<b>Clearer</b>."))
    shown = desk.get(page(action, "history")).content.decode()
    for words in (f"by {editor.full_name}", "<td>Old</td><td>New</td>", "&lt;b&gt;Clearer&lt;/b&gt;."):
        assert words in shown


def test_the_history_page_of_something_untouched_says_so(desk):
    assert "Nothing has been changed" in desk.get(page(ActionFactory(), "history")).content.decode()


def test_the_history_page_costs_the_same_for_many(desk, django_assert_max_num_queries):
    action = ActionFactory()
    RevisionFactory.create_batch(60, of=action)
    desk.get(page(action, "history"))  # what stands around every page is read once after a change
    with django_assert_max_num_queries(12):
        shown = desk.get(page(action, "history"), {"p": "2"}).content.decode()
    assert "Page 2 of 2" in shown


@pytest.mark.parametrize("junk", ["p=x", "p=-1", "p=999999", "p=%00"])
def test_a_page_of_the_history_that_is_not_there_is_the_nearest(desk, junk):
    assert desk.get(f"{page(ActionFactory(), 'history')}?{junk}").status_code == 200


@pytest.mark.parametrize("key", ["999999", "x", "%00", "9" * 40])
def test_the_history_of_nothing_is_not_found(desk, key):
    assert desk.get(f"/admin/plan/action/{key}/history/").status_code == 404
    assert desk.get(f"/admin/plan/action/{key}/change/", follow=True).status_code in {200, 404}


def test_who_may_not_see_it_may_not_see_its_history(client, editor):
    client.force_login(member("viewer"))
    assert client.get(page(editor, "history")).status_code == 403
    assert client.get(page(EventFactory(), "history")).status_code == 200


def test_the_history_can_be_read_and_searched_and_never_changed(desk):
    revision = RevisionFactory(why="Because of the review.")
    assert "Because of the review." in desk.get(reverse("admin:history_revision_changelist"), {"q": "review"}).content.decode()
    assert 'name="_save"' not in desk.get(page(revision)).content.decode()
    assert desk.post(page(revision), {"why": "x"}).status_code == 403
