"""Figures as they are shown at this moment: the one place through which every page, file and claim reads them.

A figure from which a confidential one could be worked out is hidden here like a confidential one: in memory, never in
the database, and so that nobody can tell the two apart.
"""

from collections.abc import Iterable, Sequence

from citysafe.people import early
from statistics import protection
from statistics.models import FigureRevision, Observation, Series
from statistics.models.measure import SeriesQuerySet
from statistics.protection import Protection


def series(found: SeriesQuerySet, *, preview: bool, columns: Sequence[str] = ()) -> list[Series]:
    """The series with their figures, or with those columns of them; in the order asked for. What is read is never saved.

    Queries do not grow with their number.
    """
    read, now = _read(found, preview=preview, columns=columns), protected(preview=preview)
    for figure in (figure for one in read for figure in one.figures):
        _hide(figure, now)
    return read


def tell(figures: Sequence[Observation], *, preview: bool) -> None:
    """Make figures that were read by themselves say what the pages say."""
    _revise(figures, preview=preview)
    now = protected(preview=preview)
    for figure in figures:
        _hide(figure, now)


def hidden_keys(*, preview: bool) -> set[int]:
    """The keys of all figures that must not be told, confidential or hidden for the sake of one that is."""
    return protected(preview=preview).hidden


def hidden_further(*, preview: bool) -> dict[int, set[int]]:
    """Of those the ones that are not confidential themselves, each with the keys of the figures that it would give away. For staff."""
    return protected(preview=preview).further


def protected(*, preview: bool, remembers: bool = True) -> Protection:
    """What is hidden at this moment: nine queries, however many figures; one where nothing is confidential.

    Without what has been hidden until now, where `remembers` is False: what the figures and their relations alone ask for.
    """
    preview = early.figures(preview=preview)
    secrets = protection.secrets(preview=preview)
    if not secrets:
        return Protection()
    relations = protection.relations(secrets)
    beside = _read(protection.beside(secrets, relations, preview=preview), preview=preview, columns=protection.COLUMNS)
    return protection.work_out(secrets, beside, relations, protection.remembered(secrets) if remembers else {})


def _read(found: SeriesQuerySet, *, preview: bool, columns: Sequence[str] = ()) -> list[Series]:
    """As they say at this moment, before anything is hidden."""
    read = list(found.with_figures(preview=preview, columns=columns))
    _revise([figure for one in read for figure in one.figures], preview=preview)
    return read


def _revise(figures: Iterable[Observation], *, preview: bool) -> None:
    """Lay over the figures, in memory, what revisions say of them that are public and not written into them yet.

    A preview has those too that are still in a release to come, for those who see figures early. One query.
    """
    by_key: dict[int, list[Observation]] = {}
    for figure in figures:
        by_key.setdefault(figure.pk, []).append(figure)
    for revision in FigureRevision.objects.laid_over(preview=early.figures(preview=preview)):
        for figure in by_key.get(revision.observation_id, []):
            revision.lay_over(figure)


def _hide(figure: Observation, now: Protection) -> None:
    figure.past_is_told = figure.pk not in now.without_past
    if figure.pk in now.hidden:
        figure.value, figure.missing = None, Observation.Missing.CONFIDENTIAL
        figure.note = "" if any(sign.isnumeric() for sign in figure.note) else figure.note
