"""A file that came back: applied all or nothing, or not at all."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from citysafe.history.forms import REASON_MISSING
from citysafe.history.models import Revision
from plan.models import Action, Milestone, PlanImport, ProgressUpdate, Support
from plan.services import plan_files
from tests.factories import (
    ActionFactory,
    MilestoneFactory,
    OrganisationFactory,
    ProgressUpdateFactory,
    SupportFactory,
    UserFactory,
)
from tests.plan.files.build import changed, exported, table, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return UserFactory(staff=True)


def brought(plan, content, by, kind="actions"):
    return plan_files.upload(plan=plan, kind=kind, file=SimpleUploadedFile("file.csv", content), by=by)


def applied(of, by, why="A round of reports."):
    return plan_files.apply(of=of, digest=plan_files.preview_of(of).digest, by=by, why=why)


def test_new_and_changed_rows_are_stored_with_who_and_why(plan, action, somebody):
    council, old = OrganisationFactory(slug="council"), SupportFactory(action=action).organisation
    both = {"summary": action.summary}
    content = table(
        both | {"priority": "1", "reference": "F1", "title": "Do it soon", "due": "31/03/2026", "supporting_partners": "council: Money"},
        both | {"priority": "1", "reference": "F2", "title": "Another"},
    )
    of = brought(plan, content, somebody)
    applied(of, somebody)
    action.refresh_from_db()
    new = Action.objects.get(reference="F2")
    assert (action.title, action.due_on, new.slug, new.state) == ("Do it soon", date(2026, 3, 31), "f2-another", "draft")
    assert [(row.organisation, row.role) for row in Support.objects.all()] == [(council, "Money")]
    revision = Revision.objects.of(action).get()
    assert (revision.by, revision.why) == (somebody, "A round of reports.")
    assert {(change.label, change.before, change.after) for change in revision.fields.all()} >= {("Title", "Do it", "Do it soon")}
    assert any(str(old) in change.label and change.before == str(old) for change in revision.fields.all())
    assert Revision.objects.of(new).get().kind == "created"
    of.refresh_from_db()
    assert (of.state, of.applied_by, of.outcome, bytes(of.content)) == ("applied", somebody, "1 new, 1 changed, 0 unchanged.", b"")


def test_milestones_of_one_action_are_one_change_of_it(plan, action, somebody):
    first, second = MilestoneFactory(action=action), MilestoneFactory(action=action)
    rows = exported(plan, "milestones")
    place = rows[0].index("reached")
    rows[1][place], rows[2][place] = "2025-01-31", "28/02/2025"
    applied(brought(plan, written(rows), somebody, "milestones"), somebody)
    assert [*Milestone.objects.order_by("pk").values_list("reached_on", flat=True)] == [date(2025, 1, 31), date(2025, 2, 28)]
    assert Revision.objects.of(action).get().fields.count() == 2
    assert {first.action, second.action} == {action}


def test_a_progress_note_is_written_and_published(plan, action, somebody):
    row = {"number": "", "priority": "1", "reference": "F1", "title": "Met", "words": "We met.", "reported_on": "2025-01-02"}
    said = row | {"publication": "published", "goes_public_at": "02/01/2025 09:30"}
    applied(brought(plan, table(said), somebody, "progress-notes"), somebody)
    note = ProgressUpdate.objects.published().get()
    assert (note.action, note.published_at) == (action, datetime(2025, 1, 2, 9, 30, tzinfo=UTC))


def test_the_moment_of_what_is_unchanged_keeps_its_parts_of_a_second(plan, action, somebody):
    exactly = datetime(2024, 3, 1, 9, 0, 0, 123_456, tzinfo=UTC)
    Action.objects.update(published_at=exactly)
    applied(brought(plan, changed(plan, title="New"), somebody), somebody)
    assert Action.objects.get().published_at == exactly


def refused(of, by, told, **said):
    before = [*Action.objects.order_by("pk").values()], Revision.objects.count()
    with pytest.raises(ValidationError) as refusal:
        plan_files.apply(of=of, by=by, **({"digest": plan_files.preview_of(of).digest, "why": "Because."} | said))
    assert refusal.value.messages == [told]
    assert ([*Action.objects.order_by("pk").values()], Revision.objects.count()) == before
    of.refresh_from_db()
    assert (of.state, bool(of.content)) == ("waiting", True)


def test_nothing_is_stored_while_one_row_is_refused(plan, action, somebody):
    content = table({"priority": "1", "reference": "F1", "title": "Fine"}, {"priority": "9", "reference": "F1", "title": "Not"})
    refused(brought(plan, content, somebody), somebody, plan_files.REFUSED)


def test_a_file_that_cannot_be_read_stores_nothing(plan, action, somebody):
    refused(brought(plan, b"PK\x03\x04", somebody), somebody, plan_files.REFUSED)


def test_what_changed_since_the_preview_is_looked_at_anew(plan, action, somebody):
    of = brought(plan, changed(plan, title="New"), somebody)
    digest = plan_files.preview_of(of).digest
    Action.objects.update(area="Somewhere else")
    refused(of, somebody, plan_files.OTHERWISE, digest=digest)


def test_a_public_action_does_not_change_without_a_reason(plan, action, somebody):
    of = brought(plan, changed(plan, title="New"), somebody)
    refused(of, somebody, REASON_MISSING, why="  ")
    Action.objects.update(state="draft")
    plan_files.apply(of=of, digest=plan_files.preview_of(of).digest, by=somebody)
    assert Revision.objects.of(action).get().why == f"{of}."


def test_a_file_that_changes_nothing_is_not_applied(plan, action, somebody):
    refused(brought(plan, written(exported(plan)), somebody), somebody, plan_files.NOTHING_TO_DO)


def test_a_row_that_is_missing_deletes_nothing(plan, action, somebody):
    other = ActionFactory(priority=action.priority, reference="F2")
    applied(brought(plan, table({"priority": "1", "reference": "F1", "title": "New"}), somebody), somebody)
    assert {*Action.objects.all()} == {action, other}


def test_a_file_is_applied_once(plan, action, somebody):
    of = brought(plan, changed(plan, title="New"), somebody)
    digest = plan_files.preview_of(of).digest
    again = PlanImport.objects.get()
    applied(of, somebody)
    with pytest.raises(ValidationError, match="applied or thrown away before"):
        plan_files.apply(of=again, digest=digest, by=somebody, why="Again.")


def test_what_is_thrown_away_is_forgotten(plan, action, somebody):
    of = brought(plan, changed(plan, title="New"), somebody)
    plan_files.discard(of=of)
    of.refresh_from_db()
    assert (of.state, bytes(of.content), Action.objects.get().title) == ("discarded", b"", "Do it")
    with pytest.raises(ValidationError, match="applied or thrown away before"):
        plan_files.discard(of=of)


def test_what_somebody_writes_at_the_same_moment_stores_nothing(plan, action, somebody, monkeypatch):
    """The other one's row is there only after the preview was worked out: the database itself refuses."""
    of = brought(plan, table({"priority": "1", "reference": "F2", "title": "Mine", "summary": "x"}), somebody)
    digest, as_it_was = plan_files.preview_of(of).digest, plan_files.preview_of(of)
    ActionFactory(priority=action.priority, reference="F2")
    monkeypatch.setattr(plan_files, "preview_of", lambda of: as_it_was)
    refused(of, somebody, plan_files.OTHERWISE, digest=digest)


def test_applying_what_was_applied_finds_all_unchanged(plan, action, somebody):
    ProgressUpdateFactory(action=action)
    rows = exported(plan)
    rows[1][rows[0].index("title")] = "=cmd|' /C calc'!A0"
    applied(brought(plan, written(rows), somebody), somebody)
    assert {line.outcome for line in plan_files.preview_of(brought(plan, written(exported(plan)), somebody)).lines} == {"unchanged"}
    assert Action.objects.get().title == "=cmd|' /C calc'!A0"


def test_a_file_name_that_cannot_be_stored_is_kept_as_far_as_it_can(plan, somebody):
    file = SimpleUploadedFile("x.csv", b"x")
    file._name = "a\ud800\x00" + "b" * 300
    assert plan_files.upload(plan=plan, kind="actions", file=file, by=somebody).file_name == "b" * 200
