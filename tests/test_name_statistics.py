"""The app has the standard module's name: whichever is imported first, both must work."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
USE_BOTH = """
import pickle, django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "citysafe.settings"
django.setup()
import statistics, statistics.apps
assert statistics.mean([1, 2, 6]) == 3
assert statistics.apps.StatisticsConfig.name == "statistics"
assert pickle.loads(pickle.dumps(statistics.NormalDist(3, 2))) == statistics.NormalDist(3, 2)
"""


@pytest.mark.parametrize(
    ("who_is_first", "path"),
    [
        ("ours", f"sys.path.insert(0, {str(ROOT)!r})"),
        ("the standard one", f"import statistics; sys.path.append({str(ROOT)!r})"),
        ("neither, ours last on the path", f"sys.path.append({str(ROOT)!r})"),
    ],
)
def test_both_orders_work(who_is_first, path, tmp_path):
    program = f"import sys\nsys.path = [p for p in sys.path if p]\n{path}\nimport citysafe\n{USE_BOTH}"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{who_is_first} first: {done.stderr}"
