"""Figures as they are shown at this moment: the one place through which every page, file and claim reads them.

A figure from which a confidential one could be worked out is hidden here like a confidential one: in memory, never in
the database, and so that nobody can tell the two apart.
"""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from citysafe.people import early
from statistics import counts_in_words, protection
from statistics.models import Claim, FigureRevision, Observation, Series
from statistics.models.claim import ClaimQuerySet
from statistics.models.measure import SeriesQuerySet
from statistics.protection import Protection


def series(found: SeriesQuerySet, *, preview: bool, columns: Sequence[str] = ()) -> list[Series]:
    """The series with their figures, or with those columns of them; in the order asked for. What is read is never saved.

    Queries do not grow with their number.
    """
    read, now = _read(found, preview=preview, columns=columns), protected(preview=preview)
    for figure in (figure for one in read for figure in one.figures):
        _hide(figure, now)
    _keep_breaks_back(read, now)
    return read


def tell(figures: Sequence[Observation], *, preview: bool, now: Protection | None = None) -> None:
    """Make figures that were read by themselves say what the pages say; `now` is what is hidden, where that has been worked out already."""
    _revise(figures, preview=preview)
    now = protected(preview=preview) if now is None else now
    for figure in figures:
        _hide(figure, now)
    if now.hidden:
        found = [figure.series for figure in figures]
        prefetch_related_objects(found, "breaks")
        _keep_breaks_back(found, now)


def claims(*, preview: bool) -> ClaimQuerySet:
    """The statements that may be seen: none that would tell a hidden count."""
    return Claim.objects.shown(preview=preview).disclosable(hidden_keys(preview=preview))


def hidden_keys(*, preview: bool) -> set[int]:
    """The keys of all figures that must not be told, confidential or hidden for the sake of one that is."""
    return protected(preview=preview).hidden


def hidden_further(*, preview: bool) -> dict[int, set[int]]:
    """Of those the ones that are not confidential themselves, each with the keys of the figures that it would give away. For staff."""
    return protected(preview=preview).further


def hidden_figures(*, preview: bool) -> list[Observation]:
    """The figures that must not be told, as they are stored."""
    return _stored(hidden_keys(preview=preview))


def keys_hidden_now_or_then() -> set[int]:
    """For whoever writes words: hidden now, or once what waits is public. A release on its way may show what is hidden as yet."""
    return hidden_keys(preview=False) | hidden_keys(preview=True)


def figures_hidden_now_or_then() -> list[Observation]:
    return _stored(keys_hidden_now_or_then())


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


def _stored(keys: set[int]) -> list[Observation]:
    return list(Observation.objects.filter(pk__in=keys).select_related("series")) if keys else []


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
        figure.period_note = counts_in_words.kept_back(figure.period_note)


def _keep_breaks_back(found: Iterable[Series], now: Protection) -> None:
    """In a series with a hidden figure, why the way of counting changed is told without a number. One query where one is named."""
    naming = [broken for one in found for broken in one.breaks.all() if counts_in_words.are_in(broken.reason)] if now.hidden else []
    figures = Observation.objects.filter(series__in={broken.series_id for broken in naming}).order_by().values_list("pk", "series")
    beside = {series for pk, series in figures if pk in now.hidden} if naming else set()
    for broken in naming:
        broken.reason = counts_in_words.UNTOLD if broken.series_id in beside else broken.reason
