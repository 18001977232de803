"""What a site of before knew of changed counts becomes revisions, and what it had cancelled gets its moment."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from statistics.models import FigureRevision, ImportedFigure, Release
from tests.factories import FieldChangeFactory, ImportedFigureFactory, ObservationFactory, ReleaseFactory, RevisionFactory

pytestmark = pytest.mark.django_db
migration = import_module("statistics.migrations.0009_changes_on_record")
AFTER, BEFORE = datetime(2024, 6, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def editor():
    """As much of a schema editor as the migration asks for."""
    return SimpleNamespace(connection=connection)


def test_each_change_of_a_public_count_is_kept_with_its_words(editor):
    figure = ObservationFactory(value=6924)
    made = RevisionFactory(of=figure, at=AFTER, public_note="A slip of ours.")
    FieldChangeFactory(revision=made, field="value", before="6,942", after="6,924")
    FieldChangeFactory(revision=RevisionFactory(of=figure, at=BEFORE), field="value", before="1", after="6,942")
    FieldChangeFactory(revision=RevisionFactory(of=figure, at=AFTER), field="note", before="a", after="b")
    migration.keep(apps, editor)
    kept = FigureRevision.objects.get()
    assert (kept.value_before, kept.value, kept.reason, kept.public_from, kept.is_written) == (6942, 6924, "A slip of ours.", AFTER, True)


@pytest.mark.parametrize(("words", "reason"), [("Confidential", "confidential"), ("Not yet due", "not_yet_due"), ("", "not_available")])
def test_a_count_that_went_keeps_its_reason(editor, words, reason):
    made = RevisionFactory(of=ObservationFactory(), at=AFTER)
    FieldChangeFactory(revision=made, field="value", before="-7", after="")
    if words:
        FieldChangeFactory(revision=made, field="missing", before="There is a value", after=words)
    migration.keep(apps, editor)
    kept = FigureRevision.objects.get()
    assert (kept.value_before, kept.value, kept.missing) == (-7, None, reason)


def test_an_imported_revision_that_waited_for_a_person_waits_for_a_release(editor):
    said = {"missing": "", "status": "final", "edition": "Tables of May", "edition_on": None}
    ImportedFigureFactory(outcome="waiting", before={**said, "value": 600}, after={**said, "value": 607})
    ImportedFigureFactory()
    migration.wait(apps, editor)
    kept = FigureRevision.objects.get()
    assert (kept.value_before, kept.value, kept.reason, kept.public_from) == (600, 607, "Revised by its source: Tables of May.", None)
    assert ImportedFigure.objects.get(outcome="waiting").revision == kept


@pytest.fixture
def _of_before():
    """The table as it was: a cancelled release has no moment."""
    name = "statistics_release_cancelled_has_a_moment"
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1" if is_sqlite else f"ALTER TABLE statistics_release DROP CONSTRAINT {name}")
        yield
        if is_sqlite:
            cursor.execute("PRAGMA ignore_check_constraints = 0")


@pytest.mark.usefixtures("_of_before")
def test_what_was_cancelled_before_gets_the_moment_of_its_last_change(editor):
    cancelled, coming = ReleaseFactory(cancelled=True), ReleaseFactory(coming=True)
    Release.objects.update(cancelled_at=None, updated_at=AFTER)
    import_module("statistics.migrations.0017_cancelled_at").fill(apps, editor)
    assert [*Release.objects.order_by("pk").values_list("pk", "cancelled_at")] == [(cancelled.pk, AFTER), (coming.pk, None)]
