"""A plan with one action, for the tests of its files."""

import pytest

from tests.factories import ActionFactory, PlanFactory


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def action(plan):
    return ActionFactory(priority__plan=plan, priority__number=1, reference="F1", title="Do it", slug="do-it")
