"""A partner's report: sent, changed and withdrawn by people of the organisation that leads the action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.people.models import User
from plan.models import Action, MilestoneReport, Report, ReportDraft
from plan.proposals import snapshot

Decision = Report.Decision
WORDS = ("period_ends_on", "progress", "rating", "rating_reason", "title", "words", "evidence_url")
KEPT = timedelta(days=90)
WAITS = "A report on {period} waits for approval already, sent on {sent}. Look at it on your page of updates, and change that one."
DECIDED = "The report that you were changing has been decided meanwhile: {decision}. Send again to send this as a new one."
MILESTONE_GONE = "A milestone of this form is not there any more. Look at those below, then send again."
NOT_WAITING = "This report does not wait any more: it is {decision}."


@dataclass(frozen=True)
class Said:
    """What a report says. `milestones` holds one line a milestone: its key, reached on, or expected on and why."""

    period_ends_on: date
    progress: str
    rating: str
    rating_reason: str
    title: str
    words: str
    evidence_url: str = ""
    milestones: Sequence[tuple[int, date | None, date | None, str]] = ()


@transaction.atomic
def submit(*, action: Action, by: User, key: UUID, said: Said, evidence: Any = None, changes: Report | None = None) -> Report:
    """Send a report; the same sent twice with one key is one. `changes` is the waiting one that it takes the place of.

    An action that the person's organisation does not lead is an `Action.DoesNotExist`; what cannot be is a `ValidationError`.
    """
    mine = Action.objects.led_by_organisations_of(by).values("pk")
    action = Action.objects.select_for_update().get(pk=action.pk, pk__in=mine)
    if sent := Report.objects.filter(key=key, action=action, submitted_by=by).first():
        if _says(sent, said, evidence):
            return sent
        key = uuid4()
    _refuse_other_milestones(action, said)
    _make_room(action, said.period_ends_on, changes, by)
    report = Report(key=key, action=action, organisation=action.lead, submitted_by=by, stood=snapshot(action))
    for name in WORDS:
        setattr(report, name, getattr(said, name))
    if evidence:
        _attach(report, evidence)
    report.full_clean()
    history.save(thing=report, by=by)
    if report.evidence:
        report.evidence.close()
    _report_milestones(report, said)
    forget(action=action, by=by, but_for=str(report.evidence.name), of=str(changes.pk) if changes else "")
    return report


def _says(sent: Report, said: Said, evidence: Any) -> bool:
    """Whether nothing else is sent now than was: a form that somebody went back to, and changed, is another report."""
    rows = {(row.milestone_id, row.reached_on, row.expected_on, row.reason) for row in sent.milestones.all()}
    is_same = all(getattr(sent, name) == getattr(said, name) for name in WORDS) and rows == {*said.milestones}
    return is_same and sent.decision != Decision.WITHDRAWN and (not evidence or _is_same_file(sent, evidence))


def _is_same_file(sent: Report, evidence: Any) -> bool:
    """Whatever name the upload has."""
    if not sent.evidence or not sent.evidence.storage.exists(str(sent.evidence.name)):
        return False
    evidence.seek(0)
    with sent.evidence.open() as stored:
        is_same: bool = stored.read() == evidence.read()
    evidence.seek(0)
    return is_same


@transaction.atomic
def withdraw(*, report: Report, by: User) -> None:
    """Take back one that waits; what was decided meanwhile is a `ValidationError`."""
    Action.objects.select_for_update().get(pk=report.action_id)
    history.reread(report)
    if not report.is_pending:
        raise ValidationError(NOT_WAITING.format(decision=report.get_decision_display().lower()))
    _withdraw(report, by)


def _withdraw(report: Report, by: User) -> None:
    report.decision, report.decided_by, report.decided_at = Decision.WITHDRAWN, by, timezone.now()
    history.save(thing=report, by=by, fields=("decision", "decided_by", "decided_at"))


def _make_room(action: Action, period_ends_on: date, changes: Report | None, by: User) -> None:
    """The one that is changed is withdrawn; another one that waits for the same period stays, and is told.

    Not of one of an organisation that led it before: that is nothing of theirs.
    """
    if changes is not None:
        history.reread(changes)
        if changes.is_pending:
            _withdraw(changes, by)
        elif changes.decision != Decision.RETURNED:
            raise ValidationError(DECIDED.format(decision=changes.get_decision_display().lower()), code="decided")
    waiting = action.reports.pending().filter(organisation=action.lead, period_ends_on=period_ends_on).first()
    if waiting:
        sent = timezone.localtime(waiting.submitted_at)
        raise ValidationError(WAITS.format(period=waiting.period_words, sent=f"{sent.day} {sent:%B %Y}"))


def _attach(report: Report, evidence: Any) -> None:
    """A new upload is stored; what lies in the store already, with a draft or an earlier report, is not stored twice."""
    if getattr(evidence, "storage", None):
        report.evidence.name = evidence.name
    else:
        report.evidence = File(evidence, name=evidence.name)


def _refuse_other_milestones(action: Action, said: Said) -> None:
    """Before anything is stored: one that was taken away meanwhile, or that is another action's."""
    named = {pk for pk, *_ in said.milestones}
    if action.milestones.filter(pk__in=named).count() < len(named):
        raise ValidationError(MILESTONE_GONE)


def _report_milestones(report: Report, said: Said) -> None:
    for pk, reached_on, expected_on, reason in said.milestones:
        MilestoneReport.objects.create(report=report, milestone_id=pk, reached_on=reached_on, expected_on=expected_on, reason=reason)


@transaction.atomic
def keep(*, action: Action, by: User, answers: dict[str, str], evidence: Any = None) -> ReportDraft:
    """Keep what somebody typed, right or wrong; a file that is given takes the place of the one before."""
    draft, _ = ReportDraft.objects.select_for_update().get_or_create(action=action, by=by)
    draft.answers = answers
    if evidence:
        _delete_file(draft)
        draft.evidence = evidence
    draft.save()
    return draft


@transaction.atomic
def forget(*, action: Action, by: User, but_for: str = "", of: str | None = None) -> None:
    """Delete somebody's draft and its file, but for a file of that name, which is a report's by now.

    `of` is the number of the report that is changed, or empty: a draft of something else stays.
    """
    for draft in ReportDraft.objects.filter(action=action, by=by):
        if of is not None and of != draft.changes:
            continue
        if draft.evidence.name != but_for:
            _delete_file(draft)
        draft.delete()


def forget_old_drafts() -> str:
    """What nobody has touched for 90 days was given up."""
    old = ReportDraft.objects.filter(kept_at__lt=timezone.now() - KEPT).select_related("action", "by")
    for draft in old:
        forget(action=draft.action, by=draft.by)
    return f"{len(old)} deleted" if old else ""


def _delete_file(draft: ReportDraft) -> None:
    """Once all is stored: what is rolled back still has its file."""
    if name := draft.evidence.name:
        transaction.on_commit(partial(draft.evidence.storage.delete, name))
