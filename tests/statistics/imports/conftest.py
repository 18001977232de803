from pathlib import Path

import pytest

from tests.statistics.imports.build import rule, street_file


@pytest.fixture
def street_rule():
    return rule(publication="police-uk-street", year_ends_in=12)


@pytest.fixture
def month(tmp_path) -> Path:
    return street_file(tmp_path / "2024-01.csv", "2024-01", {"Robbery": 3, "Drugs": 2})
