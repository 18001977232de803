"""What a figure was before it was corrected, and who stands behind it: by role, never by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, prefetch_related_objects

from citysafe.history.models import FieldChange
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
    """Every past value that the public has seen, the newest first. Of a confidential figure none is given, or it could be read here."""
    open_to_all = {figure.pk: figure for figure in figures if figure.first_public_at and figure.missing != Observation.Missing.CONFIDENTIAL}
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
    prefetch_related_objects(list(figures), "entered_by__groups", "checked_by__groups")
    return [Hands(figure, role(figure.entered_by), role(figure.checked_by)) for figure in figures]


def role(person: Model | None) -> str:
    """“statistician”; several roles are joined; empty where nobody is on record."""
    if person is None:
        return ""
    names = sorted(group.name.lower() for group in person.groups.all())  # type: ignore[attr-defined]
    return " and ".join(names) or ("administrator" if person.is_superuser else "member of staff")  # type: ignore[attr-defined]


def _said(stored: str) -> str:
    """A stored value as the page writes numbers; “no value” where there was none."""
    try:
        return wording.count(int(stored))
    except ValueError:
        return stored or "no value"
