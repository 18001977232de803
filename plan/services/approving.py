"""What editors decide about a report: once, whoever of two is the first, and told to the partner in the same transaction."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from citysafe.design.text import day
from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.mail import services as mail
from citysafe.people.models import User
from plan.models import Action, MilestoneReport, ProgressUpdate, Report
from plan.proposals import digest

Decision = Report.Decision
KIND = "plan.report-decided"
OWN = "You sent this report yourself: another person approves it."
MERGED = "The action has been merged into another one since. Return the report or reject it, and say so."
CHANGED = "The action has changed since you opened this page. Look at what stands there now, then decide again."
NO_WORDS = "Say what happened: these words are published."
NO_REASON = "Say why: the partner reads it."
FIELDS = ("decision", "note", "decided_by", "decided_at", "update", "evidence_is_public")


@transaction.atomic
def approve(
    *,
    report: Report,
    by: User,
    looked_at: str,
    title: str,
    words: str,
    next_update_on: date | None,
    publishes_evidence: bool = False,
) -> ProgressUpdate:
    """Make it so and publish the words; those that the partner sent stay with the report. `looked_at` is `proposals.digest`.

    What cannot be is a `ValidationError`: it was decided meanwhile, or the action no longer allows it.
    """
    action = _taken(report)
    if report.submitted_by_id == by.pk:
        raise ValidationError(OWN)
    if looked_at != digest(action):
        raise ValidationError(CHANGED, code="changed")
    if action.progress == Action.Progress.MERGED:
        raise ValidationError(MERGED)
    if not (title.strip() and words.strip()):
        raise ValidationError(NO_WORDS)
    before = read(action)
    _apply(report, action, next_update_on)
    update = ProgressUpdate.objects.create(
        action=action,
        organisation=report.organisation,
        reported_on=timezone.localdate(report.submitted_at),
        title=title.strip(),
        words=words.strip(),
        state=ProgressUpdate.State.PUBLISHED,
    )
    history.record(thing=action, before=before, by=by, why=f"Report of {report.organisation} on {report.period_words} approved."[:300])
    report.update, report.evidence_is_public = update, publishes_evidence and report.has_evidence
    _decide(report, Decision.APPROVED, by=by)
    return update


@transaction.atomic
def send_back(*, report: Report, by: User, note: str) -> None:
    """Ask the partner to change it and send it again."""
    _refuse(report, Decision.RETURNED, by=by, note=note)


@transaction.atomic
def reject(*, report: Report, by: User, note: str) -> None:
    _refuse(report, Decision.REJECTED, by=by, note=note)


def _refuse(report: Report, decision: str, *, by: User, note: str) -> None:
    _taken(report)
    if not note.strip():
        raise ValidationError(NO_REASON)
    report.note = note.strip()
    _decide(report, decision, by=by)


def _taken(report: Report) -> Action:
    """Its action and the report, ours until the transaction ends, in the order in which whoever sends one takes them."""
    action = Action.objects.select_for_update().get(pk=report.action_id)
    history.reread(report)
    report.action = action
    if not report.is_pending:
        raise ValidationError(_told_of(report))
    return action


def _told_of(report: Report) -> str:
    who = str(report.decided_by) if report.decided_by else "Somebody"
    when = day(timezone.localdate(report.decided_at)) if report.decided_at else ""
    return f"{who} has {report.get_decision_display().lower()} this report already, on {when}. Nothing was changed."


def _apply(report: Report, action: Action, next_update_on: date | None) -> None:
    action.progress, action.rating = report.progress, report.rating
    action.rating_reason = report.rating_reason
    action.rated_on = timezone.localdate() if report.rating else None
    action.next_update_on = None if action.is_over else next_update_on
    action.full_clean()
    action.save()
    for said in report.milestones.select_related("milestone"):
        _move(said)


def _move(said: MilestoneReport) -> None:
    milestone = said.milestone
    if said.reached_on:
        milestone.reached_on = said.reached_on
    else:
        milestone.expected_on, milestone.reason = said.expected_on, said.reason
    try:
        milestone.full_clean()
    except ValidationError as wrong:
        raise ValidationError([f"Milestone “{milestone}”: {message}" for message in wrong.messages]) from wrong
    milestone.save()


def _decide(report: Report, decision: str, *, by: User) -> None:
    report.decision, report.decided_by, report.decided_at = decision, by, timezone.now()
    report.validate_constraints()
    history.save(thing=report, by=by, why=report.note[:300], fields=FIELDS)
    mail.queue(kind=KIND, about=report.pk)
