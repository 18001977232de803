"""Published figures and where they come from."""

from statistics.models.claim import Claim
from statistics.models.measure import Area, Measure, Series, SeriesBreak, Source
from statistics.models.observation import Observation

__all__ = ["Area", "Claim", "Measure", "Observation", "Series", "SeriesBreak", "Source"]
