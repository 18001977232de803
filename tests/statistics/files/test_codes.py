from statistics.files.codes import CODES, MARKS


def test_every_code_is_explained():
    assert {"[c]", "[x]", "[z]", "[u]"} == CODES.keys()
    assert {"[p]", "[r]", "[e]", "[b]"} == MARKS.keys()
