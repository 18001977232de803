"""Saving and deleting with a record of who changed what, from, to and why."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import NoReverseMatch

from citysafe.history.diff import Difference, Reading, differences
from citysafe.history.models import FieldChange, Revision
from citysafe.history.reading import read
from citysafe.people.models import User

LONGEST = 200


def reread(thing: models.Model) -> None:
    """The thing as it is stored now, not as somebody read it a while ago; it stays so until the transaction ends."""
    thing.refresh_from_db(from_queryset=type(thing)._base_manager.select_for_update())


def save(
    *,
    thing: models.Model,
    by: User | AnonymousUser | None,
    why: str = "",
    public_note: str = "",
    fields: Collection[str] | None = None,
) -> Revision | None:
    """Save it, or those fields of it alone, and record what changed; nothing is recorded where nothing did and nothing was said."""
    with transaction.atomic():
        before = read(thing)
        thing.save(update_fields=fields)
        return record(thing=thing, before=before, by=by, why=why, public_note=public_note)


def delete(*, thing: models.Model, by: User | AnonymousUser | None, why: str = "") -> Revision:
    """Delete it and record what it held."""
    with transaction.atomic():
        revision = _revision(thing, Revision.Kind.DELETED, by, why, "")
        _store(revision, differences(read(thing), {}))
        thing.delete()
        return revision


def export(*, thing: models.Model, by: User | AnonymousUser | None, why: str) -> Revision:
    """Record that personal data of this thing was taken out of the site."""
    return _revision(thing, Revision.Kind.EXPORTED, by, why, "")


def record(
    *, thing: models.Model, before: Mapping[str, Reading], by: User | AnonymousUser | None, why: str = "", public_note: str = ""
) -> Revision | None:
    """Record how a thing that was just saved differs from an earlier reading of it, which is empty for a new one.

    To be called in the transaction that saved it. A reason or a note is kept even where no field differs.
    """
    found = differences(before, read(thing))
    if before and not found and not (why or public_note):
        return None
    revision = _revision(thing, Revision.Kind.CHANGED if before else Revision.Kind.CREATED, by, why, public_note)
    _store(revision, found)
    return revision


def _revision(thing: models.Model, kind: str, by: User | AnonymousUser | None, why: str, public_note: str) -> Revision:
    return Revision.objects.create(
        kind=kind,
        by=by if isinstance(by, User) else None,
        content_type=ContentType.objects.get_for_model(type(thing)),
        object_id=thing.pk,
        name=str(getattr(thing, "history_name", thing))[:LONGEST],
        address=_address(thing)[:LONGEST],
        why=why.strip(),
        public_note=public_note.strip(),
    )


def _address(thing: models.Model) -> str:
    try:
        return str(thing.get_absolute_url())  # type: ignore[attr-defined]
    except (AttributeError, NoReverseMatch):
        return ""


def _store(revision: Revision, found: list[Difference]) -> None:
    FieldChange.objects.bulk_create(
        FieldChange(revision=revision, field=change.field, label=change.label, before=change.before, after=change.after) for change in found
    )
