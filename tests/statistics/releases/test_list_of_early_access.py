"""Who saw figures early, and which days were announced: once that is past, it stays on record as it is."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from statistics.models import DateChange, EarlyAccess
from statistics.release_forms import SAY_WHY_LATE
from tests.factories import DateChangeFactory, EarlyAccessFactory, ReleaseFactory, UserFactory
from tests.filled import filled

pytestmark = pytest.mark.django_db
ADDED = {"who": "Chief executive", "people": "1", "seen_at_0": "10/03/2024", "seen_at_1": "09:30", "why": "To prepare."}
TOLD = {"why": "The list was kept on paper.", "public_note": "One more had the figures early."}


@pytest.fixture
def out():
    return EarlyAccessFactory(release=ReleaseFactory(), who="Chair", people=2).release


def at(of):
    return reverse("admin:statistics_release_change", args=[of.pk])


def added(row, **typed):
    """One more row than there are."""
    return {"early_access-TOTAL_FORMS": str(row + 1), **{f"early_access-{row}-{name}": value for name, value in ADDED.items()}, **typed}


def listed(of):
    return [*of.early_access.values_list("who", "people")]


@pytest.fixture(params=["statistician", "superuser"])
def anybody(request, client, statistician):
    client.force_login(statistician if request.param == "statistician" else UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("typed", [{"early_access-0-who": "Nobody"}, {"early_access-0-people": "1"}, {"early_access-0-DELETE": "on"}])
def test_nobody_on_the_list_of_a_release_that_is_out_is_changed_or_taken_off(anybody, out, typed):
    kept = out.early_access.get()
    row = {"early_access-0-id": str(kept.pk), "early_access-0-release": str(out.pk), "early_access-INITIAL_FORMS": "1"}
    anybody.post(at(out), filled(anybody, at(out), **row, **typed, **TOLD))
    assert listed(out) == [("Chair", 2)]


@pytest.mark.parametrize("said", [{}, {"why": "x"}, {"public_note": "x"}, {"why": " ", "public_note": " "}])
def test_nobody_is_added_afterwards_in_silence(desk, out, said):
    page = desk.post(at(out), filled(desk, at(out), **added(1), **said)).content.decode()
    assert SAY_WHY_LATE in page
    assert "Chief executive" in page  # nothing that was typed is lost
    assert listed(out) == [("Chair", 2)]


def test_somebody_who_was_forgotten_is_added_with_a_reason_and_the_public_is_told(desk, client, out):
    assert desk.post(at(out), filled(desk, at(out), **added(1, **TOLD))).status_code == 302
    assert {*listed(out)} == {("Chair", 2), ("Chief executive", 1)}
    assert TOLD["public_note"] in client.get("/changes/").content.decode()
    assert "Chief executive" in client.get(out.get_absolute_url()).content.decode()


def test_until_the_release_the_list_is_kept_as_it_comes(desk):
    of = EarlyAccessFactory(release=ReleaseFactory(coming=True, due_on=date(2099, 3, 11))).release
    kept = of.early_access.get()
    desk.post(at(of), filled(desk, at(of), **{"early_access-0-who": "Another", "early_access-0-id": str(kept.pk)}, **added(1)))
    assert {*listed(of)} == {("Another", 1), ("Chief executive", 1)}
    desk.post(at(of), filled(desk, at(of), **{"early_access-0-DELETE": "on"}))
    assert EarlyAccess.objects.filter(release=of).count() == 1


@pytest.mark.parametrize("is_out", [True, False])
def test_a_day_that_was_announced_stays_on_record(anybody, is_out):
    of = ReleaseFactory() if is_out else ReleaseFactory(coming=True)
    change = DateChangeFactory(release=of, changed_at=datetime(2024, 2, 1, tzinfo=UTC))
    start = "date_changes-0-"
    typed = {
        "date_changes-INITIAL_FORMS": "1",
        "date_changes-TOTAL_FORMS": "1",
        f"{start}id": str(change.pk),
        f"{start}release": str(of.pk),
    }
    anybody.post(at(of), filled(anybody, at(of), **typed, **{f"{start}reason": "Other", f"{start}DELETE": "on"}, **TOLD))
    assert DateChange.objects.get(pk=change.pk).reason == change.reason
