"""What the one engine makes of the stored counts, drafts included: shown to staff, typed by nobody."""

from statistics import comparison, shown
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


def _with_figures(key: int | None) -> Series | None:
    return next(iter(shown.series(Series.objects.filter(pk=key), preview=True)), None) if key else None


def _sentence(found: comparison.Comparison) -> str:
    if found.change is None or not found.is_compared:
        return found.why_not
    said = " ".join(part for part in (found.change.words, found.change.tail) if part)
    caution = " Small numbers: with a caution." if found.change.is_small and found.change.percentage else ""
    reason = f" {found.change.why_no_percentage}" if found.change.why_no_percentage else ""
    return f"{found.count}: {said}. {found.periods}.{caution}{reason}"
