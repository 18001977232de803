"""What is accepted equals what was written, however it was written; what is damaged is refused, told or unharmed."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.readers import RefusedError
from tests.statistics.readers.tables import NHS, P1, PARTNERSHIPS, STREET, WARDS, as_text, counts, extract, rows_of

few = settings(max_examples=25)
number = st.integers(-50, 2_000_000)
written = st.tuples(number, st.sampled_from([str, "{:,}".format, "{:,}r".format, "{} [p]".format, " {} ".format, "{}.0".format]))
note = st.lists(st.sampled_from(["Table of counts", "", "Source: somebody, 2024", "[x] means; not available"]), max_size=4)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("tables") / "table.csv"


@st.composite
def manners(draw):
    """A way to write a table: the places of its columns, notes around it, and how text becomes bytes."""
    encoding, separator, end = (draw(st.sampled_from(of)) for of in (ENCODINGS, ",;\t", ["\n", "\r\n", "\r"]))
    above, below, seed, commas = draw(note), draw(note), draw(st.randoms(use_true_random=False)), draw(st.integers(0, 3))

    def write(path, rows, title=()):
        order = list(range(len(rows[0])))
        seed.shuffle(order)
        body = [[*(row[place] for place in order), *[""] * commas] for row in rows]
        text = as_text([*([line] for line in (*title, *above)), *body, *([line] for line in below)], separator, end)
        path.write_bytes(text.encode(encoding))
        return path

    return write


QUARTERS = ["April to June 2011", "July to September 2011", "October to December 2011", "January to March 2012"]
offence = st.tuples(st.sampled_from(["Liverpool", "Ynys Môn", "St. Helens"]), st.integers(1, 4), st.integers(1, 9), written)


@few
@given(manners(), st.lists(offence, min_size=1, max_size=30))
def test_offences_add_up_however_they_are_written(path, write, rows):
    # A partnership with one row a cell stands in every quarter: where each has several, the quarter stands there twice.
    rows = [("Wirral", quarter, code, (code, str)) for quarter in range(1, 5) for code in range(10, 15)] + rows
    expected, table = Counter(), [rows_of(PARTNERSHIPS)[0]]
    for area, quarter, code, (value, form) in rows:
        table.append(["2011/12", str(quarter), "Merseyside", area, f"Offence {code}", "Group", "Subgroup", str(code), form(value)])
        expected[area, f"Offence {code}", QUARTERS[quarter - 1]] += value
    assert counts(write(path, table)) == dict(expected)


@few
@given(
    manners(),
    st.lists(st.tuples(st.sampled_from(["Liverpool", "Ynys Môn"]), st.sampled_from(["Drugs", "Robbery"]), st.booleans()), min_size=1),
)
def test_crimes_are_counted_however_they_are_written(path, write, crimes):
    header, first = rows_of(STREET)[:2]
    rows = [
        [f"id{number}" if has_id else "", *first[1:6], f"On or near {number}", first[7], f"{area} 001A", kind, "", ""]
        for number, (area, kind, has_id) in enumerate(crimes)
    ]
    expected = Counter((area, kind, "October 2022") for area, kind, _ in crimes)
    assert counts(write(path, [header, *rows])) == dict(expected)


@few
@given(manners(), st.dictionaries(st.sampled_from(["Kent", "Gwent", "Dyfed-Powys"]), st.lists(written, min_size=2, max_size=2), min_size=1))
def test_tables_of_forces_hold_what_was_written(path, write, forces):
    codes = {"Kent": "E23000032", "Gwent": "W15000002", "Dyfed-Powys": "W15000004"}
    rows = [[codes[name], f"{name} [note 3]", *(form(value) for value, form in cells)] for name, cells in forces.items()]
    title = ["Table P1: offences, year ending March 2019"]
    found = counts(write(path, [["Area Code", "Area Name", "Robbery\n[note 2]", "Theft offences7"], *rows], title))
    assert found == {
        (name, offence, "April 2018 to March 2019"): cells[place][0]
        for name, cells in forces.items()
        for place, offence in enumerate(["Robbery", "Theft offences"])
    }


@settings(max_examples=60)
@given(st.sampled_from([PARTNERSHIPS, STREET, NHS, P1, WARDS]), st.data())
def test_a_file_cut_anywhere_is_refused_or_told_unless_it_ends_with_a_line(path, original, data):
    whole = original.read_bytes()
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    path.write_bytes(cut)
    try:
        read = extract(path)
    except RefusedError:
        return
    assert cut.endswith(b"\n") or any("The last line has no line end" in warning for warning in read.warnings)


@settings(max_examples=60)
@given(
    st.sampled_from([PARTNERSHIPS, STREET, NHS, P1, WARDS]),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=5)), min_size=1, max_size=4),
)
def test_damaged_bytes_end_in_counts_or_in_a_sentence(path, original, damages):
    content = original.read_bytes()
    for where, damage in damages:
        place = int(where * len(content))
        content = content[:place] + damage + content[place + 2 :]
    path.write_bytes(content)
    try:
        assert extract(path).rows_used > 0
    except RefusedError as refused:
        assert refused.message.endswith((".", ")", "?"))  # noqa: PT017


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes_at_all_are_refused(path, content, start):
    path.write_bytes(start + content)
    with pytest.raises(RefusedError):
        extract(path)
