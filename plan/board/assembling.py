"""A report put together from what the public may see at this moment, and from the report before it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.apps import apps
from django.db.models import F, Prefetch, Q
from django.utils import timezone

from citysafe.pages.models import Partnership
from citysafe.publishing.models import is_shown
from plan.board.entries import action_entry, milestone_entry
from plan.board.moves import between, counts
from plan.models import Action, Aim, BoardReport, ProgressUpdate

FORMAT = 1
GIVEN_UP = {Action.Progress.STOPPED, Action.Progress.MERGED}
COUNTED = [
    *(("state", value, str(words)) for value, words in Action.Progress.choices),
    *(("rating", value, str(words)) for value, words in Action.Rating.choices if value),
    ("is_late", True, "Late"),
    ("update_is_overdue", True, "An update is overdue"),
]


def assemble(report: BoardReport) -> dict[str, Any]:
    """The whole report: nothing but text, whole numbers, truths, lists and dictionaries of them.

    No moment of its making is in it, so that the same data give the same content. A fixed number of queries, however many actions.
    """
    before = BoardReport.objects.before(report).first()
    was = _entries(before.content) if before and before.content else None
    actions, updates = _actions(report), _updates(report)
    reported = {update.action_id for update in updates if _is_of_period(update, report)}
    entries = {action: action_entry(action, as_at=report.as_at, reported=reported) for action in actions}
    now = list(entries.values())
    return {
        **_title(report, before),
        "texts": {name: getattr(report, name) for name in ("summary", "decisions", "what_moved", "next_steps")},
        "counts": counts(was, now, COUNTED),
        "moves": [] if was is None else between(was, now),
        "priorities": _priorities(report, entries),
        "overdue": [entry for entry in now if entry["is_late"] or entry["update_is_overdue"]],
        "milestones": _milestones(report, actions),
        "updates": [_update(update) for update in updates],
        "figures": _figures(report, before, actions),
        "complete": {"has": sum(not entry["missing"] for entry in now), "of": len(now)},
    }


def _title(report: BoardReport, before: BoardReport | None) -> dict[str, Any]:
    named = None
    if before:
        address, as_at = before.get_absolute_url(), before.as_at.isoformat()
        named = {"title": before.title, "address": address, "as_at": as_at, "checksum": before.checksum}
    return {
        "format": FORMAT,
        "partnership": (Partnership.objects.first() or Partnership()).name,
        "plan": {"title": report.plan.title, "address": report.plan.get_absolute_url()},
        "title": report.title,
        "address": report.get_absolute_url(),
        "period": {"starts": report.period_starts.isoformat(), "ends": report.period_ends.isoformat()},
        "as_at": report.as_at.isoformat(),
        "audience": report.audience,
        "before": named,
    }


def _entries(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [action for priority in content["priorities"] for action in priority["actions"]]


def _actions(report: BoardReport) -> list[Action]:
    """Those that the plan's page shows, in its order."""
    aims = Prefetch("aims", Aim.objects.filter(is_shown("measure", preview=False)), to_attr="shown_aims")
    found = Action.objects.of_plan(report.plan, preview=False).select_related("lead", "priority").prefetch_related("milestones", aims)
    return list(found.order_by("priority__number", "position", "reference", "pk"))


def _updates(report: BoardReport) -> list[ProgressUpdate]:
    """Reported in the period, or about a quarter of it: a partner tells of a quarter once that has ended."""
    of_these = ProgressUpdate.objects.shown(preview=False).filter(action__priority__plan=report.plan_id)
    in_time = Q(reported_on__range=(report.period_starts, min(report.period_ends, report.as_at)))
    found = of_these.filter(in_time | Q(report__period_ends_on__range=(report.period_starts, report.period_ends)))
    found = found.annotate(told_of=F("report__period_ends_on")).select_related("action", "organisation")
    return list(found.order_by("reported_on", "pk"))


def _is_of_period(update: Any, report: BoardReport) -> bool:
    """By the quarter that it is about, where a partner said which."""
    return report.period_starts <= (update.told_of or update.reported_on) <= report.period_ends


def _priorities(report: BoardReport, entries: Mapping[Action, dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "number": priority.number,
            "title": priority.title,
            "actions": [entry for action, entry in entries.items() if action.priority_id == priority.pk],
        }
        for priority in report.plan.priorities.shown(preview=False).order_by("number")
    ]


def _milestones(report: BoardReport, actions: Sequence[Action]) -> dict[str, Any]:
    """Reached in the period; and missed: due before the day on which it stands and not reached by then, unless the action was given up."""
    until = min(report.period_ends, report.as_at)
    every = [milestone for action in actions for milestone in action.milestones.all()]
    reached = [one for one in every if one.reached_on and report.period_starts <= one.reached_on <= until]
    missed = [
        one
        for one in every
        if one.action.progress not in GIVEN_UP and one.due_on < report.as_at and (one.reached_on is None or one.reached_on > report.as_at)
    ]
    return {"reached": [milestone_entry(one) for one in reached], "missed": [milestone_entry(one) for one in missed]}


def _update(update: ProgressUpdate) -> dict[str, Any]:
    return {
        "action": str(update.action),
        "by": update.organisation.name if update.organisation else "",
        "reported_on": update.reported_on.isoformat(),
        "title": update.title,
        "words": update.words,
    }


def _figures(report: BoardReport, before: BoardReport | None, actions: Sequence[Action]) -> list[dict[str, Any]]:
    """What the measures that the actions hope to move say, with what changed of them since the last report was frozen."""
    measures = {aim.measure_id for action in actions for aim in action.shown_aims}  # type: ignore[attr-defined]
    start = timezone.make_aware(datetime.combine(report.period_starts, time.min))
    since = before.frozen_at if before else start
    return apps.get_app_config("statistics").reported(measures, since=since)  # type: ignore[attr-defined]
