"""What the one engine makes of the stored counts, drafts included: shown to staff, typed by nobody."""

from collections.abc import Iterator

from django.utils import timezone

from statistics import comparison, shown, wording
from statistics.ledger import Entry
from statistics.models import Observation, Series

NOTHING_YET = "Nothing to compare yet."


def of_series(key: int | None) -> str:
    """The change to a series' latest figure."""
    series = _with_figures(key)
    return _sentence(comparison.latest(series)) if series else NOTHING_YET


def of_observation(observation: Observation) -> str:
    """The change from the figure that it is compared with; as it is stored, not as somebody is just typing it."""
    series = _with_figures(observation.series_id) if observation.pk else None
    stored = next((figure for figure in series.figures if figure.pk == observation.pk), None) if series else None
    return _sentence(comparison.compared(stored, series)) if series and stored else NOTHING_YET


def of_entry(entry: Entry) -> str:
    """Our own sum beside a statement; that there is none in its place."""
    if entry.change is None:
        return "No figures"
    return " ".join(part for part in (entry.change.words, entry.change.tail) if part) or "Not compared"


def lines(entry: Entry) -> Iterator[str]:
    """Which figures a statement rests on, what comes of them, and what revisions did to that."""
    yield f"{str(entry.verdict.value).capitalize()}. {entry.why_not}".strip()
    yield f"Claimed: {entry.claim.said}. Our sum: {of_entry(entry)}."
    for name, figure in (("Earlier", entry.claim.earlier), ("Later", entry.claim.later)):
        if figure:
            where = f"{figure.series.area}, {figure.series.source}"
            yield f"{name}: {figure}, {where}: {comparison.shown_value(figure)}. {figure.get_status_display()}, {figure.get_state_display().lower()}."
    if entry.counts_today:
        yield f"The counts today: {entry.counts_today}."
    for version in entry.revisions:
        day = wording.day(timezone.localdate(version.at))
        yield f"Revised on {day}: {version.figure.period.label}, {version.before} until then, {version.after} from then on. {version.reason}".strip()
    for turn in entry.turns:
        yield f"By that the finding changed from “{turn.before.value}” to “{turn.after.value}”."


def _with_figures(key: int | None) -> Series | None:
    return next(iter(shown.series(Series.objects.filter(pk=key), preview=True)), None) if key else None


def _sentence(found: comparison.Comparison) -> str:
    if found.change is None or not found.is_compared:
        return found.why_not
    said = " ".join(part for part in (found.change.words, found.change.tail) if part)
    caution = " Small numbers: with a caution." if found.change.is_small and found.change.percentage else ""
    reason = f" {found.change.why_no_percentage}" if found.change.why_no_percentage else ""
    season = f" {found.season}" if found.season else ""
    return f"{found.count}: {said}. {found.periods}.{season}{caution}{reason}"
