"""What a figure was before it was corrected, and who stands behind it: by role, never by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from citysafe.history.models import FieldChange
from citysafe.people.models import User
from statistics import wording
from statistics.models import Observation

NOT_ON_RECORD = "Who did it is not on record"


@dataclass(frozen=True)
class Version:
    """One correction of a published figure."""

    figure: Observation
    at: datetime
    before: str
    after: str
    reason: str


def versions(figures: Sequence[Observation]) -> list[Version]:
    """Every past value that the public has seen, the newest first.

    Of a hidden figure none is given, or it could be read here; nor of one that overlaps a confidential figure, whose own
    past could be worked out.
    """
    told = [figure for figure in figures if figure.past_is_told and figure.missing != Observation.Missing.CONFIDENTIAL]
    open_to_all = {figure.pk: figure for figure in told if figure.first_public_at}
    changes = FieldChange.objects.filter(
        field="value",
        revision__kind="changed",
        revision__content_type__app_label="statistics",
        revision__content_type__model="observation",
        revision__object_id__in=open_to_all,
    )
    found = [
        Version(
            open_to_all[change.revision.object_id],
            change.revision.at,
            _said(change.before),
            _said(change.after),
            change.revision.public_note,
        )
        for change in changes.select_related("revision").order_by("-revision__at", "-pk")
    ]
    return [version for version in found if version.figure.first_public_at and version.figure.first_public_at <= version.at]


@dataclass(frozen=True)
class Hands:
    """Who entered a figure and who checked it."""

    figure: Observation
    entered: str
    checked: str


def hands(figures: Sequence[Observation]) -> list[Hands]:
    """The people of all figures in two queries, whatever they did."""
    named = {pk for figure in figures for pk in (figure.entered_by_id, figure.checked_by_id) if pk}
    roles = {person.pk: role(person) for person in User.objects.filter(pk__in=named).prefetch_related("groups")} if named else {}
    return [Hands(figure, roles.get(figure.entered_by_id or 0, ""), roles.get(figure.checked_by_id or 0, "")) for figure in figures]


def role(person: User) -> str:
    """“statistician”; several roles are joined."""
    names = sorted(group.name.lower() for group in person.groups.all())
    return " and ".join(names) or ("administrator" if person.is_superuser else "member of staff")


def _said(stored: str) -> str:
    """A stored value as the page writes numbers; “no value” where there was none."""
    try:
        return wording.count(int(stored))
    except ValueError:
        return stored or "no value"
