"""Reports as tests make them: through the service, or through the form as a browser sends it."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from citysafe.people.models import User
from plan import dates, report_forms
from plan.models import Action, Membership, ProgressUpdate, Report
from plan.proposals import digest
from plan.services import approving, reporting
from plan.services.reporting import Said
from tests.factories import ActionFactory, MembershipFactory
from tests.forum.build import stamp

PDF = b"%PDF-1.7 what happened"


def last_quarter() -> date:
    return dates.quarters_until(timezone.localdate(), 2)[1]


def an_action(membership: Membership | None = None, **fields: Any) -> Action:
    """Led by an organisation that somebody belongs to, and under way."""
    membership = membership or MembershipFactory()
    return ActionFactory(lead=membership.organisation, progress="in_progress", rating="green", rated_on=date(2024, 6, 1), **fields)


def person_of(action: Action) -> User:
    return action.lead.memberships.first().user


def said(**fields: Any) -> Said:
    own = {"period_ends_on": last_quarter(), "progress": "in_progress", "rating": "green", "rating_reason": ""}
    return Said(**{**own, "title": "Rooms found", "words": "Two rooms are ready.", **fields})


def submit(action: Action, by: User | None = None, **options: Any) -> Report:
    own = {name: options.pop(name) for name in ("key", "evidence", "changes") if name in options}
    return reporting.submit(action=action, by=by or person_of(action), said=said(**options), **{"key": uuid4(), **own})


def address(action: Action) -> str:
    return reverse("partners:report-action", args=[action.slug])


def typed(action: Action, by: User | None = None, **fields: Any) -> dict[str, Any]:
    """What a browser sends. Names with a number are written with an underscore: reached_12."""
    own = {"period": last_quarter().isoformat(), "progress": "in_progress", "rating": "green", "title": "Rooms found"}
    own |= {"words": "Two rooms are ready.", "do": "send", "stamp": stamp(report_forms.subject(action, by or person_of(action)))}
    parts = tuple(f"{part}_" for part in report_forms.PARTS)
    return own | {name.replace("_", "-") if name.startswith(parts) else name: value for name, value in fields.items()}


def upload(name: str = "what.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def approve(report: Report, by: User, **fields: Any) -> ProgressUpdate:
    """As an editor does who has just looked at it, with the partner's own words."""
    given = {"title": report.title, "words": report.words, "next_update_on": date(2035, 1, 1), "looked_at": digest(report.action)}
    return approving.approve(report=report, by=by, **{**given, **fields})
