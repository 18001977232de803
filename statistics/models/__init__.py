"""Published figures and where they come from."""

from statistics.models.annotation import Annotation
from statistics.models.claim import Claim
from statistics.models.imports import Import, ImportedCell, ImportedFigure, ImportFile
from statistics.models.measure import Area, Measure, Series, SeriesBreak, Source
from statistics.models.observation import Observation
from statistics.models.rule import MappingRule

__all__ = [
    "Annotation",
    "Area",
    "Claim",
    "Import",
    "ImportFile",
    "ImportedCell",
    "ImportedFigure",
    "MappingRule",
    "Measure",
    "Observation",
    "Series",
    "SeriesBreak",
    "Source",
]
