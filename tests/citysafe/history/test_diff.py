from hypothesis import given
from hypothesis import strategies as st

from citysafe.history.diff import KEPT_PRIVATE, Difference, Reading, differences

readings = st.dictionaries(st.text(max_size=5), st.builds(Reading, st.text(max_size=5), st.text(max_size=5), st.booleans()), max_size=5)


def test_only_what_differs_is_found():
    before = {"title": Reading("Title", "Old"), "note": Reading("Note", "Same")}
    after = {"title": Reading("Title", "New"), "note": Reading("Note", "Same")}
    assert differences(before, after) == [Difference("title", "Title", "Old", "New")]


def test_a_field_of_one_side_alone_was_empty_on_the_other():
    assert differences({}, {"a": Reading("A", "1")}) == [Difference("a", "A", "", "1")]
    assert differences({"a": Reading("A", "1")}, {}) == [Difference("a", "A", "1", "")]


def test_an_empty_field_that_comes_or_goes_is_no_change():
    assert differences({}, {"a": Reading("A", "")}) == []
    assert differences({"a": Reading("A", "")}, {}) == []


def test_private_words_are_compared_and_never_told():
    before, after = {"e": Reading("E", "ann@example.org", True)}, {"e": Reading("E", "bea@example.org", True)}
    assert differences(before, after) == [Difference("e", "E", KEPT_PRIVATE, KEPT_PRIVATE)]
    assert differences(before, {"e": Reading("E", "", True)})[0].after == ""


@given(readings, readings)
def test_there_is_a_difference_if_and_only_if_words_differ(before, after):
    differ = {name for name in {*before, *after} if getattr(before.get(name), "words", "") != getattr(after.get(name), "words", "")}
    assert {found.field for found in differences(before, after)} == differ
    assert differences(before, before) == []
