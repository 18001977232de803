"""New, changed, unchanged, refused: row by row."""

from datetime import date

import pytest

from plan.files import comparing, here, values
from plan.files.fields import NAMED_TWICE, NO_ADDRESS
from tests.factories import (
    ActionFactory,
    MilestoneFactory,
    OrganisationFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    SupportFactory,
)
from tests.plan.files.build import changed, exported, faults, looked_at, outcomes, table, written

pytestmark = pytest.mark.django_db


def test_all_four_kinds_stand_side_by_side(plan, action):
    ActionFactory(priority=action.priority, reference="F2", title="Stay")
    content = table(
        {"priority": "1", "reference": "F1", "title": "Do it soon", "summary": action.summary},
        {"priority": "1", "reference": "F2", "title": "Stay", "summary": "What it means."},
        {"priority": "1", "reference": "F3", "title": "A new one", "summary": "What it is."},
        {"priority": "7", "reference": "X1", "title": "Nowhere", "summary": "x"},
    )
    preview = looked_at(plan, content)
    assert outcomes(preview) == ["changed", "unchanged", "new", "refused"]
    assert [*preview.changed[0].changes] == [("Title", "Do it", "Do it soon")]
    assert preview.new[0].thing.slug == "f3-a-new-one"
    assert faults(preview) == [(5, 5, "priority", here.NO_PRIORITY.format(numbers="1"))]
    assert not preview.may_be_applied


def test_a_key_in_other_capitals_is_the_same_action(plan, action):
    assert looked_at(plan, table({"priority": "1.0", "reference": " f1 ", "title": "Do it"})).unchanged[0].stored == action


def test_two_references_that_differ_in_capitals_alone_are_two_actions(plan, action):
    other = ActionFactory(priority=action.priority, reference="f1")
    preview = looked_at(plan, written(exported(plan)))
    assert [line.stored for line in preview.unchanged] == [action, other]


def test_an_action_of_another_plan_is_not_touched(plan, action):
    other = PlanFactory()
    PriorityFactory(plan=other, number=1)
    preview = looked_at(other, table({"priority": "1", "reference": "F1", "title": "Mine", "summary": "x", "address_part": "do-it"}))
    assert faults(preview) == [(2, 2, "address_part", "Action with this Address part already exists.")]


WRONG_CELLS = [
    ({"title": ""}, "title", "Fill in “Title”."),
    ({"due": "32/01/2026"}, "due", values.NO_DAY),
    ({"due_precision": "week"}, "due_precision", "There is no such choice."),
    ({"due_precision": ""}, "due_precision", "Fill in “Due precision”."),
    ({"position": "first"}, "position", values.NO_NUMBER),
    ({"position": ""}, "position", "Fill in “Position”."),
    ({"lead_partner": "nobody"}, "lead_partner", here.NO_ORGANISATION),
    ({"merged_into": "nowhere"}, "merged_into", NO_ADDRESS),
    ({"address_part": "Not One"}, "address_part", "Enter a valid"),
    ({"title": "x" * 121}, "title", "Ensure this value has at most 120 characters"),
    ({"rating": "red"}, "rating, reason_for_the_rating, rated_on", "An amber or red rating needs a reason"),
    ({"rating": "blue"}, "state, rating", "Blue means complete"),
    ({"starts": "2026-01-02", "due": "2026-01-01"}, "starts, due", "It is due before it starts."),
    ({"state": "Merged"}, "state, merged_into", "A merged action names"),
    ({"goes_public_at": "soon"}, "goes_public_at", values.NO_MOMENT),
    ({"goes_public_at": ""}, "publication, goes_public_at", "Something published needs the moment"),
    ({"supporting_partners": "nobody: rooms"}, "supporting_partners", "“nobody: rooms” begins with no organisation."),
]


@pytest.mark.parametrize(("cells", "column", "why"), WRONG_CELLS)
def test_what_is_wrong_is_said_with_its_row_line_and_column(plan, action, cells, column, why):
    preview = looked_at(plan, changed(plan, **cells))
    (row, line, told, said), *others = faults(preview)
    assert (row, line, told, others) == (2, 2, column, [])
    assert said.startswith(why)


def test_all_that_is_wrong_in_a_row_is_said_at_once(plan, action):
    found = faults(looked_at(plan, changed(plan, due="x", starts="y", lead_partner="z")))
    assert [fault[2] for fault in found] == ["lead_partner", "starts", "due"]


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"priority": "", "reference": "F1"}, "priority", comparing.NO_KEY),
        ({"priority": "1", "reference": " "}, "reference", comparing.NO_KEY),
        ({"priority": "one", "reference": "F1"}, "priority", values.NO_NUMBER),
    ],
)
def test_a_row_that_names_nothing_is_refused(plan, action, row, column, why):
    content = table(row | {"title": "x"})
    assert faults(looked_at(plan, content)) == [(2, 2, column, why)]


def test_the_same_row_twice_is_refused_the_second_time(plan, action):
    content = table({"priority": "1", "reference": "F1"}, {"priority": "1", "reference": "f1"})
    assert faults(looked_at(plan, content)) == [(3, 3, "reference", comparing.STANDS_TWICE.format(row=2))]


def test_a_new_action_twice_is_refused_and_so_is_its_address(plan, action):
    new = {"priority": "1", "title": "Same", "summary": "x"}
    content = table(new | {"reference": "N1"}, new | {"reference": "N1"}, new | {"reference": "N2", "address_part": "n1-same"})
    assert [fault[2:] for fault in faults(looked_at(plan, content))] == [
        ("reference", comparing.STANDS_TWICE.format(row=2)),
        ("address_part", comparing.SAME_ADDRESS.format(row=2)),
    ]


def test_the_line_is_that_on_which_the_row_begins(plan, action):
    content = table(
        {"priority": "1", "reference": "F1", "summary": "one\ntwo\nthree"}, {"priority": "9", "reference": "F2", "summary": "x"}
    )
    assert faults(looked_at(plan, content))[0][:2] == (3, 5)


def test_dates_are_settled_before_they_are_compared(plan, action):
    action.due_on, action.due_precision = date(2025, 3, 31), "quarter"
    action.save()
    assert outcomes(looked_at(plan, changed(plan, due="15/02/2025"))) == ["unchanged"]
    assert [*looked_at(plan, changed(plan, due="2025-04-01")).changed[0].changes] == [("Due", "2025-03-31", "2025-06-30")]


def test_organisations_go_by_name_and_by_address(plan, action):
    council, police = (
        OrganisationFactory(name="The Council", slug="council"),
        OrganisationFactory(name="Police: North", slug="police-north"),
    )
    SupportFactory(action=action, organisation=police, role="Rooms")
    said = changed(plan, lead_partner="the council", supporting_partners="Council: Money\r\npolice-north: Rooms")
    assert [(label, after) for label, _, after in looked_at(plan, said).changed[0].changes] == [
        ("Lead partner", "council"),
        ("Supporting partners", "police-north: Rooms\ncouncil: Money"),
    ]
    assert council.slug == "council"
    twice = changed(plan, supporting_partners="council\nThe Council: Money")
    assert faults(looked_at(plan, twice))[0][3] == NAMED_TWICE.format(name="The Council")


def test_a_column_that_is_missing_changes_nothing(plan, action):
    ActionFactory(priority=action.priority, reference="F2", red=True)
    content = table({"priority": "1", "reference": "F1"}, {"priority": "1", "reference": "F2"})
    assert outcomes(looked_at(plan, content)) == ["unchanged", "unchanged"]


def test_a_milestone_is_found_by_its_number_and_stays_with_its_action(plan, action):
    milestone = MilestoneFactory(action=action, title="Begun")
    other, elsewhere = ActionFactory(priority=action.priority, reference="F2"), MilestoneFactory()
    row = {"priority": "1", "reference": "F1", "title": "Begun at last", "due": "2025-03-31", "due_precision": "Month"}
    content = table(
        row | {"number": milestone.pk},
        row | {"number": milestone.pk},
        row | {"number": elsewhere.pk},
        row | {"number": "x"},
        row | {"number": "", "title": "New"},
        row | {"number": "", "title": "New"},
        row | {"number": "", "title": "Begun"},
        row | {"number": "", "reference": "F9"},
    )
    preview = looked_at(plan, content, "milestones")
    assert outcomes(preview) == ["changed", "refused", "refused", "refused", "new", "refused", "refused", "refused"]
    assert [fault[2:] for fault in faults(preview)] == [
        ("number", comparing.STANDS_TWICE.format(row=2)),
        ("number", comparing.NO_SUCH_NUMBER.format(kind="milestone")),
        ("number", values.NO_NUMBER),
        ("title", comparing.STANDS_TWICE.format(row=6)),
        ("number", comparing.THERE_ALREADY.format(number=milestone.pk)),
        ("reference", here.NO_ACTION.format(number=1)),
    ]
    moved = looked_at(plan, table(row | {"number": milestone.pk, "reference": other.reference}), "milestones")
    assert faults(moved)[0][2:] == ("reference", comparing.OF_ANOTHER.format(kind="milestone", action="F1"))


def test_a_progress_note_that_was_brought_before_is_not_brought_again(plan, action):
    note = ProgressUpdateFactory(action=action, title="Met", reported_on=date(2025, 1, 2))
    row = {"number": "", "priority": "1", "reference": "F1", "title": "Met", "words": "We met.", "reported_on": "2025-01-02"}
    content = table(row, row | {"reported_on": "2025-02-02"})
    preview = looked_at(plan, content, "progress-notes")
    assert outcomes(preview) == ["refused", "new"]
    assert faults(preview)[0][3] == comparing.THERE_ALREADY.format(number=note.pk)
    assert preview.new[0].thing.state == "draft"
