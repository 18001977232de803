"""What moved between two reports, told from what each of them holds. No database."""

import pytest

from plan.board.canonical import canonical, checksum
from plan.board.moves import between, counts

ACTION = {
    "id": 1,
    "reference": "F1",
    "title": "Light the ways home",
    "address": "/plan/actions/f1/",
    "lead": "The council",
    "state": "in_progress",
    "state_words": "In progress",
    "rating": "green",
    "rating_words": "Green: on track",
    "due": "March 2026",
    "due_by": "2026-03-31",
    "is_late": False,
}
AMBER = {"rating": "amber", "rating_words": "Amber: some risk"}
COMPLETE = {"state": "complete", "state_words": "Complete"}
STOPPED = {"state": "stopped", "state_words": "Stopped"}
LATER = {"due": "June 2026", "due_by": "2026-06-30"}


def moved(was, now):
    [line] = between([ACTION | was], [ACTION | now])
    return line["kind"], line["words"]


@pytest.mark.parametrize(
    ("was", "now", "kind", "words"),
    [
        ({}, {}, "unchanged", []),
        ({}, AMBER, "worse", ["Rating: from “Green: on track” to “Amber: some risk”"]),
        (AMBER, {}, "better", ["Rating: from “Amber: some risk” to “Green: on track”"]),
        ({}, COMPLETE, "better", ["State: from “In progress” to “Complete”"]),
        (COMPLETE, {}, "worse", ["State: from “Complete” to “In progress”"]),
        ({}, STOPPED, "changed", ["State: from “In progress” to “Stopped”"]),
        ({"rating": "", "rating_words": "Not rated yet"}, {}, "changed", ["Rating: from “Not rated yet” to “Green: on track”"]),
        ({}, {"rating": "", "rating_words": ""}, "changed", ["Rating: from “Green: on track” to “None”"]),
        ({}, LATER, "worse", ["Due: from March 2026 to June 2026"]),
        (LATER, {}, "better", ["Due: from June 2026 to March 2026"]),
        ({"due": "", "due_by": ""}, {}, "changed", ["Due: from no date to March 2026"]),
        ({}, {"due": "", "due_by": ""}, "changed", ["Due: from March 2026 to no date"]),
        ({}, {"due": "31 March 2026"}, "changed", ["Due: from March 2026 to 31 March 2026"]),
        ({}, {"is_late": True}, "worse", ["Now late"]),
        ({"is_late": True}, {}, "changed", ["No longer late"]),
        ({"lead": ""}, {}, "changed", ["Lead partner: from nobody yet to The council"]),
        ({}, {"lead": ""}, "changed", ["Lead partner: from The council to nobody"]),
        (AMBER, LATER, "mixed", ["Rating: from “Amber: some risk” to “Green: on track”", "Due: from March 2026 to June 2026"]),
        ({}, STOPPED | AMBER, "worse", ["State: from “In progress” to “Stopped”", "Rating: from “Green: on track” to “Amber: some risk”"]),
    ],
)
def test_what_moved_is_told_in_words_and_by_its_kind(was, now, kind, words):
    assert moved(was, now) == (kind, words)


def test_a_new_name_is_no_move_and_a_new_number_is_another_action():
    renamed = ACTION | {"title": "Light every way", "reference": "F9"}
    assert [line["kind"] for line in between([ACTION], [renamed])] == ["unchanged"]
    assert [(line["kind"], line["was"]) for line in between([ACTION], [ACTION | {"id": 2}])] == [
        ("new", ""),
        ("dropped", "In progress. Green: on track"),
    ]


def test_where_it_stood_is_told_in_one_line():
    [line] = between([ACTION | AMBER | {"is_late": True}], [ACTION])
    assert line["was"] == "In progress. Amber: some risk. Late"


def test_actions_are_counted_then_and_now():
    words = [("state", "in_progress", "In progress"), ("state", "complete", "Complete"), ("state", "stopped", "Stopped")]
    assert counts([ACTION, ACTION], [ACTION, ACTION | COMPLETE], words) == [
        {"words": "In progress", "before": 2, "now": 1},
        {"words": "Complete", "before": 0, "now": 1},
    ]
    assert counts(None, [ACTION], words) == [{"words": "In progress", "before": None, "now": 1}]


def test_the_same_content_is_the_same_bytes_in_whatever_order_it_was_made():
    assert canonical({"b": ["é", 1], "a": None}) == canonical({"a": None, "b": ["é", 1]}) == '{"a":null,"b":["é",1]}'.encode()
    assert checksum({"a": 1}) != checksum({"a": 2})


def test_what_has_no_one_way_of_writing_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})
