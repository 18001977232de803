"""What waits for a release, and putting it into one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.people.models import User
from statistics.models import FigureRevision, Import, Observation, Release
from statistics.services import revising
from statistics.services.releasing import NO_DRAFT, State, reread

SATURDAY = 5
LONGEST_TITLE = 120
TWICE = "Two of these change the same figure: {name}. Put in the one that holds."


def figures_that_wait(of: Release | None = None) -> QuerySet[Observation]:
    """New figures that stand in no release, or in this one: the public has seen none of them."""
    return Observation.objects.filter(_free(of), state__in=[State.DRAFT, State.REVIEW], first_public_at=None)


def revisions_that_wait(of: Release | None = None) -> QuerySet[FigureRevision]:
    """Revisions of public figures that stand in no release, or in this one."""
    return FigureRevision.objects.waiting().filter(_free(of))


def _free(of: Release | None) -> Q:
    return Q(release=None) | Q(release=of) if of else Q(release=None)


def fill(*, of: Release, observations: Collection[Observation], revisions: Collection[FigureRevision], by: User) -> None:
    """Make these, and no others, what it holds; what another release took meanwhile stays there."""
    _refuse_two_of_one(revisions)
    with transaction.atomic():
        reread(of, is_in=State.DRAFT, otherwise=NO_DRAFT)
        of.observations.update(release=None)
        of.revisions.update(release=None)
        figures_that_wait(of).filter(pk__in=[figure.pk for figure in observations]).update(release=of)
        revisions_that_wait(of).filter(pk__in=[revision.pk for revision in revisions]).update(release=of)
        new, revised = of.observations.count(), of.revisions.count()
        history.record(thing=of, before=read(of), by=by, why=f"New figures in it: {new}. Revisions in it: {revised}.")


def _refuse_two_of_one(revisions: Collection[FigureRevision]) -> None:
    found: set[int] = set()
    for revision in revisions:
        if revision.observation_id in found:
            raise ValidationError(TWICE.format(name=revision.observation))
        found.add(revision.observation_id)


def waiting_of(of: Import) -> int:
    """How many figures of an import stand in no release yet."""
    return _figures_of(of).count() + _revisions_of(of).count()


def release_of(*, of: Import, by: User) -> Release | None:
    """A draft of a release with everything of an import that waits; none where nothing does."""
    with transaction.atomic():
        history.reread(of)
        observations, revisions = list(_figures_of(of)), list(_revisions_of(of))
        if not observations and not revisions:
            return None
        title = of.edition[:LONGEST_TITLE] or str(of)
        made = Release(title=title, slug=f"{slugify(title)[:60]}-{of.pk}", due_on=next_working_day(timezone.localdate()))
        history.save(thing=made, by=by, why=f"Made of {of}.")
        fill(of=made, observations=observations, revisions=revisions, by=by)
        changed = Q(series__observations__in=observations) | Q(series__observations__revisions__in=revisions)
        made.measures.set(made.measures.model.objects.filter(changed).distinct())
        return made


def revise_alone(*, observation: Observation, by: User, **said: Any) -> FigureRevision:
    """The same as `revise`, in a release made for it alone that comes out as soon as somebody else releases it."""
    with transaction.atomic():
        made = revising.revise(observation=observation, by=by, **said)
        now, change = timezone.localtime(), made.get_kind_display().partition(":")[0].partition(" by")[0]
        title = f"{change}: {observation}"[:LONGEST_TITLE]
        made.release = Release(title=title, slug=f"{slugify(title)[:60]}-{made.pk}", due_on=now.date(), due_at=now.time())
        history.save(thing=made.release, by=by, why=made.reason)
        made.release.measures.set([observation.series.measure])
        history.save(thing=made, by=by)
        return made


def next_working_day(today: date) -> date:
    """Tomorrow, or Monday; bank holidays are for staff to see."""
    day = today + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def _figures_of(of: Import) -> QuerySet[Observation]:
    return figures_that_wait().filter(imports__upload=of)


def _revisions_of(of: Import) -> QuerySet[FigureRevision]:
    return revisions_that_wait().filter(imported__upload=of)
