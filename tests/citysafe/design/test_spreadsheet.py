import pytest

from citysafe.design.spreadsheet import cell, plain


@pytest.mark.parametrize("text", ["=1+1", "+1", "+44 151", "-1+1", "-", "@SUM(A1)", "\tx", "\rx", "\n=1", "-2,5"])
def test_text_that_a_spreadsheet_would_run_is_marked_as_text(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-13", "-86.667", "0", "100", "2022-10-01", "[c]", "down 13 (87%)", "Gun crime"])
def test_numbers_below_zero_and_plain_text_are_left_alone(text):
    assert cell(text) == text


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'-5", "-5", "'tis", "''", "'", "", "it's", "\tx", "@a"])
def test_marked_text_is_itself_again(text):
    assert plain(cell(text)) == text
