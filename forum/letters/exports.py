"""The weekly list of exports, to the data's owner: who, when and why, and no name of anybody who comes."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from citysafe.design.text import day
from citysafe.history.models import Revision
from citysafe.mail.letters import Letter, paragraphs
from forum.models import ExportDigest
from forum.services.digest import owner

EXAMPLES = [
    ("25 February 2030, 14:05", "Sam Example. Exported registrations without needs: to print badges. An example of a forum, 14 March 2030"),
    ("27 February 2030, 09:30", "Alex Example. Attendance list: for the door. An example of a forum, 14 March 2030"),
]


def by_number(about: int) -> Letter | None:
    digest, to = ExportDigest.objects.filter(pk=about).first(), owner()
    if digest is None or not to:
        return None
    return _letter(to, digest.monday, [(_moment(export.at), _words(export)) for export in digest.exports])


def _words(export: Revision) -> str:
    """Who, why, and from which meeting; what was looked up about somebody is from none."""
    return ". ".join([export.who, export.why.rstrip("."), *([export.name] if export.address else [])])


def sample() -> Letter:
    return _letter("data.owner@example.org", date(2030, 3, 4), EXAMPLES)


def _letter(to: str, monday: date, told: list[tuple[str, str]]) -> Letter:
    return Letter(
        to=to,
        subject=f"Exports of personal data before {day(monday)}",
        paragraphs=paragraphs("forum/mail/exports.txt", {"number": len(told)}),
        facts=told,
        action=("Open the history", settings.SITE_URL + reverse("admin:history_revision_changelist")),
    )


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{day(local.date())}, {local:%H:%M}"
