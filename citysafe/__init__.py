"""The site itself. Where the standard `statistics` comes before ours on the path, it gets our folder as its package path."""

from pathlib import Path

import statistics

if not hasattr(statistics, "__path__"):
    statistics.__path__ = [str(Path(__file__).resolve().parent.parent / "statistics")]
