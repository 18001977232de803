"""Published figures: sources, measures, observations and how they compare.

The folder has the standard library's name, and Django's SQLite backend imports that module, so this
package runs the genuine source in its own namespace: it is the standard module with a folder attached.
"""

import os
from importlib.machinery import SourceFileLoader
from pathlib import Path

_standard = str(Path(os.__file__).with_name("statistics.py"))
exec(SourceFileLoader(__name__, _standard).get_code(__name__), globals())  # type: ignore[arg-type]  # noqa: S102
