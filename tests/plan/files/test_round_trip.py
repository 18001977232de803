"""What is exported comes back unchanged, whatever stands in it; what is changed comes back as it was typed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan.files.kinds import KINDS
from plan.models import Action, Milestone, Plan, ProgressUpdate
from tests.factories import (
    ActionFactory,
    MilestoneFactory,
    OrganisationFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    SupportFactory,
)
from tests.plan.files.build import exported, looked_at, outcomes, written

pytestmark = pytest.mark.django_db
ODD = [
    "=1+1",
    "+44",
    "-5",
    "-5 of them",
    "@who",
    "'quoted",
    "'=1",
    "''",
    "’",
    "“so”",
    "a\r\nb",
    "\rx",
    "\n",
    '"',
    '"";',
    ";,\t",
    "[z]",
    " both ",
    "😀",
    "é\u2028x",
]
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
    st.builds(lambda part, times: part * times, st.sampled_from(ODD), st.integers(1, 2_000)),
)
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


def a_plan() -> Plan:
    """One of everything, with every kind of value and of nothing."""
    plan = PlanFactory()
    priority = PriorityFactory(plan=plan, number=1)
    full = ActionFactory(
        priority=priority,
        lead=OrganisationFactory(),
        red=True,
        start_on=date(2024, 4, 1),
        due_on=date(2025, 3, 1),
        due_precision="quarter",
        next_update_on=date(2025, 1, 1),
        published_at=datetime(2024, 10, 27, 0, 30, 12, 345_678, tzinfo=UTC),  # an hour that comes twice
    )
    merged = ActionFactory(priority=priority, draft=True, progress="merged", merged_into=full)
    for action in (full, merged):
        SupportFactory(action=action)
        SupportFactory(action=action, role="")
        MilestoneFactory(action=action, reached_on=date(2025, 1, 1))
        ProgressUpdateFactory(action=action)
        ProgressUpdateFactory(action=action, organisation=None, draft=True)
    return plan


@pytest.mark.parametrize("kind", KINDS)
@given(texts=st.lists(TEXTS, min_size=5, max_size=5))
@FEW
def test_what_is_exported_comes_back_unchanged(texts, kind):
    plan = a_plan()
    one, two, three, four, five = texts
    actions = Action.objects.filter(priority__plan=plan)
    actions.update(title=one[:120], summary=two, official_wording=three, rating_reason=four or "x", area=five[:120], to_confirm=one)
    Milestone.objects.update(title=one[:160], reason=two[:300])
    ProgressUpdate.objects.update(title=three[:120], words=four, to_confirm=five)
    preview = looked_at(plan, KINDS[kind].text(plan).encode(), kind)
    assert not preview.fault, preview.fault
    assert {*outcomes(preview)} == {"unchanged"}, [line.changes for line in preview.lines]
    assert not preview.notes


@pytest.mark.parametrize("kind", KINDS)
def test_excel_changes_how_it_is_written_and_not_what_it_says(kind):
    plan = a_plan()
    rows = [[_as_excel(cell) for cell in row] for row in exported(plan, kind)]
    preview = looked_at(plan, written(rows, separator=";", encoding="cp1252"), kind)
    assert not preview.fault
    assert {*outcomes(preview)} == {"unchanged"}, [(line.changes, line.faults) for line in preview.lines]


def _as_excel(cell):
    try:
        return f"{date.fromisoformat(cell):%d/%m/%Y}"
    except ValueError:
        return cell


@given(text=TEXTS)
@FEW
def test_what_is_typed_comes_back_as_it_was_typed(text):
    action = ActionFactory(priority__number=1, summary="Before.")
    rows = exported(action.priority.plan)
    rows[1][rows[0].index("summary")] = text if not text.startswith("'") else f"x{text}"
    line = looked_at(action.priority.plan, written(rows)).lines[0]
    said = rows[1][rows[0].index("summary")].replace("\r\n", "\n").replace("\r", "\n").strip()
    assert line.thing.summary == said
    assert line.outcome == ("changed" if said else "refused")
