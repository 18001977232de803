"""What a figure was before it was corrected, and who stands behind it: by role, never by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from citysafe.people.models import User
from statistics import wording
from statistics.comparison import shown_value
from statistics.models import FigureRevision, Observation, Release


@dataclass(frozen=True)
class Version:
    """One change of a figure that the public has seen."""

    figure: Observation
    revision: FigureRevision
    since: datetime | None
    """From when on the figure said what was changed then."""

    @property
    def at(self) -> datetime:
        return cast(datetime, self.revision.public_from)

    @property
    def is_correction(self) -> bool:
        return self.revision.kind == FigureRevision.Kind.CORRECTED

    @property
    def before(self) -> str:
        return shown_value(Observation(value=self.revision.value_before, missing=self.revision.missing_before))

    @property
    def after(self) -> str:
        return shown_value(Observation(value=self.revision.value, missing=self.revision.missing))

    @property
    def reason(self) -> str:
        return self.revision.reason

    @property
    def release(self) -> Release | None:
        """The release that it came out with, where the public knows it."""
        return self.revision.release if self.revision.release and self.revision.release.is_published else None

    @property
    def by(self) -> str:
        """By how much: “18 fewer”, “18 more”; empty where a value came or went."""
        before, after = self.revision.value_before, self.revision.value
        if before is None or after is None or before == after:
            return ""
        return f"{wording.count(abs(after - before))} {'more' if after > before else 'fewer'}"


def versions(figures: Sequence[Observation]) -> list[Version]:
    """Every change that the public has seen, the newest first; `figures` as they are shown.

    Of a hidden figure none is given, or it could be read here; nor of one that overlaps a confidential figure, whose own
    past could be worked out.
    """
    told = [figure for figure in figures if figure.past_is_told and figure.missing != Observation.Missing.CONFIDENTIAL]
    open_to_all = {figure.pk: figure for figure in told}
    since = {figure.pk: figure.first_public_at for figure in figures}
    found = []
    for revision in FigureRevision.objects.public().filter(observation__in=open_to_all).select_related("release"):
        found.append(Version(open_to_all[revision.observation_id], revision, since[revision.observation_id]))
        since[revision.observation_id] = revision.public_from
    return found[::-1]


def last_release(figures: Sequence[Observation], changes: Sequence[Version]) -> Release | None:
    """The latest release that brought one of them or changed one; None where they all came without."""
    held = [figure.release_id for figure in figures] + [version.revision.release_id for version in changes]
    return Release.objects.released().filter(pk__in={pk for pk in held if pk}).first()


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
