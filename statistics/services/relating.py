"""Changing what is a part of what, and what a source hides. What would show hidden figures waits for a second person."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import Truncator

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.people.models import User
from statistics.models import RelationChange
from statistics.models.relation_change import relations_of, set_relations
from statistics.services import showing, suppressing
from statistics.services.releasing import is_alone
from statistics.services.showing import Showing

WAITS = "A change of it waits for a colleague already. Agree to that one or drop it first."
SAY_WHY = "Say why. This would show figures that are hidden now, so a colleague must agree to it."
SAY_WHY_DROPPED = "Say why it is dropped."
DECIDED = "It has been decided already. Look at what became of it."
MEANWHILE = "It has been changed since this was asked for. Drop this, and ask for it anew."
OTHERWISE = "What it would show has changed since you looked at it. Look again."
NOT_ONE_S_OWN = "You asked for it. Another person agrees to it: ask a colleague."
LONGEST = 300


def relate(*, thing: models.Model, by: User, why: str = "") -> tuple[RelationChange, Showing] | None:
    """Save an area, a measure or a source.

    Relations that would show what is hidden stay as they were: what waits then is given back, with what it would show.
    """
    with transaction.atomic():
        suppressing.remember()
        wanted, stored = relations_of(thing), stored_relations(thing)
        set_relations(thing, stored)
        thing.save()
        if wanted == stored:
            return None
        if RelationChange.objects.open().of(thing).exists():
            raise ValidationError(WAITS)
        found = showing.of(thing, wanted)
        if found.keys:
            return _ask(thing, stored, wanted, by, why), found
        set_relations(thing, wanted)
        thing.save()
        return None


def agree(*, to: RelationChange, digest: str, by: User) -> None:
    """Make the change, and show what was hidden; `digest` says that this is what `by` looked at."""
    with transaction.atomic():
        thing = _reread(to)
        if relations_of(thing) != to.before:
            raise ValidationError(MEANWHILE)
        set_relations(thing, to.after)
        _check(thing)
        suppressing.remember()
        found = showing.of(thing, to.after)
        if showing.digest(to, found) != digest:
            raise ValidationError(OTHERWISE)
        to.by_one_person = is_alone(by, {to.asked_by_id}, otherwise=NOT_ONE_S_OWN)
        history.save(thing=thing, by=by, why=_told(f"Asked for by {to.asked_by or 'a former colleague'}, agreed by {by}", to.why))
        showing.forget(found.freed)
        to.is_agreed = True
        _decide(to, by, "Agreed.")


def drop(*, change: RelationChange, by: User, because: str) -> None:
    """Leave everything as it is. Whoever asked may do so too."""
    with transaction.atomic():
        thing = _reread(change)
        change.dropped_because = because.strip()
        if not change.dropped_because:
            raise ValidationError(SAY_WHY_DROPPED)
        _note(thing, by, f"Dropped: {change}", change.dropped_because)
        _decide(change, by, change.dropped_because)


def stored_relations(thing: models.Model) -> dict[str, object]:
    """What its relations say as it is stored; of a new one, nothing."""
    stored = type(thing)._base_manager.filter(pk=thing.pk).first() if thing.pk else None
    return relations_of(stored or type(thing)())


def _check(thing: models.Model) -> None:
    """What was a good whole when it was chosen may be gone by now, or a part of this one."""
    try:
        thing.clean_fields(exclude={field.name for field in thing._meta.concrete_fields} - {*relations_of(thing)})
    except ValidationError as gone:
        raise ValidationError(MEANWHILE) from gone
    thing.clean()


def _ask(thing: models.Model, before: dict, after: dict, by: User, why: str) -> RelationChange:
    if not why.strip():
        raise ValidationError(SAY_WHY)
    of = {str(thing._meta.model_name): thing}
    change = RelationChange.objects.create(**of, before=before, after=after, why=why.strip(), asked_by=by)
    _note(thing, by, f"Waits for a colleague to agree: {change}", change.why)
    history.record(thing=change, before={}, by=by, why=change.why)
    return change


def _reread(change: RelationChange) -> models.Model:
    """As both are stored now."""
    history.reread(change)
    if change.decided_at is not None:
        raise ValidationError(DECIDED)
    thing = change.thing
    history.reread(thing)
    return thing


def _decide(change: RelationChange, by: User, why: str) -> None:
    change.decided_by, change.decided_at = by, timezone.now()
    history.save(thing=change, by=by, why=why)


def _note(thing: models.Model, by: User, what: str, why: str) -> None:
    history.record(thing=thing, before=read(thing), by=by, why=_told(what, why))


def _told(what: str, why: str) -> str:
    return Truncator(f"{what}. {why}").chars(LONGEST)
