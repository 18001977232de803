"""Phases that overlap: where two run at the same time is told of both, with the days."""

from datetime import date

import pytest

from plan import phases
from plan.models import Phase
from tests.factories import InitiativeFactory, PhaseFactory


def phase(title, starts=None, ends=None):
    return Phase(title=title, starts_on=starts and date.fromisoformat(starts), ends_on=ends and date.fromisoformat(ends))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("2024-01-01", "2024-06-30"), ("2024-05-01", "2024-12-31"), (date(2024, 5, 1), date(2024, 6, 30))),
        (("2024-01-01", "2024-06-30"), ("2024-06-30", None), (date(2024, 6, 30), date(2024, 6, 30))),
        (("2024-01-01", "2024-06-30"), ("2024-07-01", None), None),
        (("2024-01-01", None), ("2024-07-01", None), (date(2024, 7, 1), None)),
        (("2024-01-01", None), ("2023-01-01", "2024-03-31"), (date(2024, 1, 1), date(2024, 3, 31))),
        ((None, "2024-06-30"), ("2024-01-01", None), None),
        (("2024-01-01", None), (None, None), None),
    ],
)
def test_two_phases_share_the_days_of_both(one, other, shared):
    both = [phase("One", *one), phase("Other", *other)]
    found = [[(overlap.starts_on, overlap.ends_on) for overlap in told.overlaps] for told in phases.told(both)]
    assert found == ([[shared], [shared]] if shared else [[], []])


@pytest.mark.django_db
def test_the_page_of_an_initiative_says_so_in_words(client):
    initiative = InitiativeFactory()
    PhaseFactory(initiative=initiative, title="Clear", starts_on=date(2024, 1, 1), ends_on=date(2024, 6, 30), position=1)
    PhaseFactory(initiative=initiative, title="Hold", starts_on=date(2024, 5, 1), position=2)
    PhaseFactory(initiative=initiative, title="Build", position=3)
    page = " ".join(client.get(initiative.get_absolute_url()).content.decode().split())
    assert "From 1 January 2024 to 30 June 2024." in page
    assert "At the same time: Hold, from 1 May 2024 to 30 June 2024." in page
    assert "At the same time: Clear, from 1 May 2024 to 30 June 2024." in page
    assert page.count("At the same time") == 2
