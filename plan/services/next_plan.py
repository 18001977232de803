"""One plan after another: the next one is begun as a draft of the current one, and later takes its place."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from citysafe.history import services as history
from citysafe.people.models import User
from citysafe.publishing import services as publishing
from citysafe.publishing.models import Publishable
from plan.models import Action, Aim, Milestone, Plan, Priority, Support

LONGEST = 80
NOT_CURRENT = "Only the current plan can be carried on."
STARTED_ALREADY = "The next plan has been started already: “{title}”. Change it, or archive it first."
NOT_NEXT = "This plan does not carry on the current one."
PUT_AWAY = "This plan is archived: make it a draft again first."
STARTED_FROM = "Started from “{title}”."
TOOK_PLACE = "“{new}” took the place of “{old}”."
CHECK = "Carried on from {thing} of “{plan}”: check it against what was agreed."
# What belongs to one plan alone, and is not carried on.
OF_ITS_OWN = (
    *("other_titles", "launched_on", "adopted_on", "adopted_by", "document", "document_note"),
    *("chair_message", "chair_name", "chair_role", "chair_occasion", "chair_message_shown"),
)
ANEW = ("rating", "rating_reason", "rated_on", "next_update_on", "merged_into", "dropped_because")


def start_next(
    *, plan: Plan, by: User, title: str, slug: str, starts_on: date | None = None, ends_on: date | None = None, period_note: str = ""
) -> Plan:
    """A draft that carries on the current plan: its priorities and unfinished actions, with partners, aims and milestones to come.

    Each action knows which one it carries on. ValidationError where the plan is not the current one, or was carried on already.
    """
    period = {"starts_on": starts_on, "ends_on": ends_on, "period_note": period_note}
    with transaction.atomic():
        history.reread(plan)
        _refuse_to_start(plan)
        made = _copy(plan, OF_ITS_OWN, title=title, slug=slug, is_current=False, continues=plan, **period)
        _store(made, plan, by)
        for priority in plan.priorities.previewable().order_by("number"):
            _carry_on_priority(priority, plan, made, by)
        return made


def make_current(*, plan: Plan, by: User, why: str) -> None:
    """Publish it with its priorities and actions, and let it take the place of the plan before it, all in one moment.

    ValidationError where an unfinished action of the plan before is dropped without a reason.
    """
    with transaction.atomic():
        before = Plan._base_manager.select_for_update().filter(continued_by=plan).first()
        history.reread(plan)
        if before is None or not before.is_current or plan.is_current:
            raise ValidationError(NOT_NEXT)
        if plan.state == Plan.State.ARCHIVED:
            raise ValidationError(PUT_AWAY)
        plan.is_current = True
        plan.clean()
        said = f"{TOOK_PLACE.format(new=plan, old=before)} {why}".strip()
        before.is_current = False
        history.save(thing=before, by=by, why=said[:300], fields=("is_current", "updated_at"))
        history.save(thing=plan, by=by, why=said[:300], fields=("is_current", "updated_at"))
        for thing in (plan, *waiting(plan)):
            publishing.publish(thing=thing, by=by, why=why)


def waiting(plan: Plan) -> Iterable[Publishable]:
    """Its priorities and actions that are to become public with it: drafts, and what is in review."""
    states = (Publishable.State.DRAFT, Publishable.State.REVIEW)
    actions = Action.objects.previewable().filter(priority__plan=plan, state__in=states)
    return chain(plan.priorities.filter(state__in=states), actions.order_by("priority__number", "position"))


def _refuse_to_start(plan: Plan) -> None:
    if not plan.is_current:
        raise ValidationError(NOT_CURRENT)
    if next_plan := plan.continued_by.previewable().first():
        raise ValidationError(STARTED_ALREADY.format(title=next_plan))


def _carry_on_priority(priority: Priority, old: Plan, new: Plan, by: User) -> None:
    made = _copy(priority, plan=new, slug=_slug(priority, old, new), to_confirm=CHECK.format(thing=f"priority {priority.number}", plan=old))
    _store(made, old, by)
    for action in priority.actions.previewable().unfinished().order_by("position", "reference"):
        _carry_on_action(action, made, old, new, by)


def _carry_on_action(action: Action, priority: Priority, old: Plan, new: Plan, by: User) -> None:
    told = CHECK.format(thing=action.reference, plan=old)
    made = _copy(action, ANEW, priority=priority, continues=action, slug=_slug(action, old, new), to_confirm=told)
    made.save()
    parts: list[models.QuerySet] = [
        Support.objects.filter(action=action),
        Aim.objects.filter(action=action),
        Milestone.objects.filter(action=action, reached_on=None),
    ]
    for part in chain(*parts):
        _copy(part, action=made).save()
    history.record(thing=made, before={}, by=by, why=STARTED_FROM.format(title=old))


def _store(made: models.Model, old: Plan, by: User) -> None:
    made.save()
    history.record(thing=made, before={}, by=by, why=STARTED_FROM.format(title=old))


def _copy(thing: Any, anew: Iterable[str] = (), **said: Any) -> Any:
    """A new thing like it, not stored yet and never public before; `anew` are the fields that are as on a new thing."""
    made = copy(thing)
    made.pk, made._state.adding = None, True
    if isinstance(made, Publishable):
        said = {"state": Publishable.State.DRAFT, "published_at": None, "first_public_at": None, **said}
    for name in anew:
        setattr(made, name, made._meta.get_field(name).get_default())
    for name, value in said.items():
        setattr(made, name, value)
    return made


def _slug(thing: Any, old: Plan, new: Plan) -> str:
    """With the new period behind it, in place of the old one; where another has that already, with the first free number."""
    ending = f"-{_suffix(new)}"
    name = thing.slug.removesuffix(f"-{_suffix(old)}")[: LONGEST - len(ending)].rstrip("-") + ending
    numbered = (f"{name[: LONGEST - 5]}-{number}" for number in count(2))
    return next(slug for slug in chain([name], numbered) if not type(thing)._base_manager.filter(slug=slug).exists())


def _suffix(plan: Plan) -> str:
    return (str(plan.starts_on.year) if plan.starts_on else slugify(plan.period_note) or plan.slug)[:30].strip("-")
