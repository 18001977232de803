"""What a site of before knew of changed counts becomes revisions."""

from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from statistics.models import FigureRevision, ImportedFigure
from tests.factories import FieldChangeFactory, ImportedFigureFactory, ObservationFactory, RevisionFactory

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
