"""Published figures and where they come from."""

from statistics.models.annotation import Annotation
from statistics.models.area import Area
from statistics.models.claim import Claim
from statistics.models.definition import Concept, Definition
from statistics.models.imports import Import, ImportedCell, ImportedFigure, ImportFile
from statistics.models.measure import Measure, Series, SeriesBreak
from statistics.models.observation import Observation
from statistics.models.relation_change import RelationChange
from statistics.models.release import DateChange, EarlyAccess, Release
from statistics.models.revision import FigureRevision
from statistics.models.rule import MappingRule
from statistics.models.source import Source
from statistics.models.suppression import Suppression

__all__ = [
    "Annotation",
    "Area",
    "Claim",
    "Concept",
    "DateChange",
    "Definition",
    "EarlyAccess",
    "FigureRevision",
    "Import",
    "ImportFile",
    "ImportedCell",
    "ImportedFigure",
    "MappingRule",
    "Measure",
    "Observation",
    "RelationChange",
    "Release",
    "Series",
    "SeriesBreak",
    "Source",
    "Suppression",
]
