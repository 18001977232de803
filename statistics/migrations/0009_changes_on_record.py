"""Changes of public counts that the history knows, and imported ones that wait, become revisions."""

from django.db import migrations

REASONS = {
    "Confidential": "confidential",
    "Not available": "not_available",
    "Not applicable": "not_applicable",
    "Not yet due": "not_yet_due",
}


def read(words):
    """A count as the history writes it: “6,942”; None where it has none."""
    digits = words.replace(",", "").replace("−", "-")
    return int(digits) if digits.lstrip("-").isdigit() else None


def keep(apps, schema_editor):
    alias = schema_editor.connection.alias
    change, observation, revision = (
        apps.get_model(app, name).objects.using(alias)
        for app, name in (("history", "FieldChange"), ("statistics", "Observation"), ("statistics", "FigureRevision"))
    )
    changes = change.filter(
        field="value",
        revision__kind="changed",
        revision__content_type__app_label="statistics",
        revision__content_type__model="observation",
    )
    for found in changes.select_related("revision").order_by("revision__at", "pk"):
        made = found.revision
        figure = observation.filter(pk=made.object_id, first_public_at__lte=made.at).first()
        if figure is None:
            continue
        reasons = change.filter(revision=made, field="missing").values_list("before", "after").first() or ("", "")
        before, after = read(found.before), read(found.after)
        was, became = (REASONS.get(words, "not_available") for words in reasons)
        revision.create(
            observation=figure,
            kind="revised",
            value_before=before,
            missing_before="" if before is not None else was,
            value=after,
            missing="" if after is not None else became,
            status=figure.status,
            edition=figure.edition,
            edition_on=figure.edition_on,
            reason=made.public_note,
            public_from=made.at,
            is_written=True,
            entered_by=made.by,
            entered_at=made.at,
        )


def wait(apps, schema_editor):
    """Imported revisions that wait for a second person wait for a release."""
    alias = schema_editor.connection.alias
    imported = apps.get_model("statistics", "ImportedFigure").objects.using(alias)
    revision = apps.get_model("statistics", "FigureRevision").objects.using(alias)
    for figure in imported.filter(outcome="waiting", observation__isnull=False).select_related("upload"):
        said = {name: figure.after[name] for name in ("value", "missing", "status", "edition", "edition_on")}
        figure.revision = revision.create(
            observation_id=figure.observation_id,
            kind="revised",
            value_before=figure.before["value"],
            missing_before=figure.before["missing"],
            reason=f"Revised by its source: {said['edition']}."[:300],
            entered_by_id=figure.upload.applied_by_id,
            entered_at=figure.upload.applied_at,
            **said,
        )
        figure.save(update_fields=["revision"])


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0008_releases"),
        ("history", "0003_called_changes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop), migrations.RunPython(wait, migrations.RunPython.noop)]
