"""A table's text: every value in one way, nothing empty, nothing left out."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from citysafe.design.tables import Column, Table, as_csv, as_text

TABLE = Table("things", "Things", "One row a thing.", (Column("name", "string", "Its name."), Column("many", "integer", "How many.")))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "[z]"),
        ("", "[z]"),
        (0, "0"),
        (-7, "-7"),
        (1_000_000, "1000000"),
        (True, "yes"),
        (False, "no"),
        (date(2023, 9, 30), "2023-09-30"),
        (datetime(2026, 7, 22, 8, 30, 0, 999, tzinfo=UTC), "2026-07-22T08:30:00Z"),
        (datetime(2026, 7, 22, 9, 30, tzinfo=timezone(timedelta(hours=1))), "2026-07-22T08:30:00Z"),
        ("[c]", "[c]"),
    ],
)
def test_a_value_is_written_in_one_way(value, text):
    assert as_text(value) == text


def test_text_that_would_run_as_a_formula_is_marked_and_a_number_is_not():
    assert as_csv(TABLE, [{"name": "=1+1", "many": -1}]) == "name,many\r\n'=1+1,-1\r\n"


@pytest.mark.parametrize("row", [{"name": "a"}, {"name": "a", "many": 1, "more": 2}])
def test_a_row_with_other_columns_is_refused(row):
    with pytest.raises(ValueError, match="things: "):
        as_csv(TABLE, [row])
