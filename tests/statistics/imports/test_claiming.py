"""Reading as due work: one process at a time, whatever becomes of it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DataError, OperationalError
from django.utils import timezone

from citysafe.work import tasks
from statistics import services
from statistics.models import Import, ImportedCell
from statistics.services import stored, uploads
from tests.statistics.imports.build import again, street_file, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("street_rule")]


def cells():
    return list(ImportedCell.objects.order_by("category", "period_start").values_list("category", "period_start__month", "value"))


@pytest.mark.parametrize("fault", [RuntimeError("any"), DataError("too long")])
def test_a_fault_that_would_come_each_time_is_told_logged_and_stops_nobody_else(month, monkeypatch, caplog, fault):
    of, store = uploaded(month), stored.store

    def fail_once(*given, **hold):
        monkeypatch.setattr(stored, "store", store)
        store(*given, **hold)
        raise fault

    monkeypatch.setattr(stored, "store", fail_once)
    other = uploaded(month)
    assert services.read_due() == "2 read."
    assert again(of).refusal["message"] == uploads.UNREADABLE.format(fault=type(fault).__name__)
    assert (of.state, of.cells.count(), again(other).state) == ("refused", 0, "read")
    assert f"Import {of.pk} could not be read" in caplog.text


def test_a_database_that_is_away_for_a_moment_refuses_nothing(month, monkeypatch):
    def away(*_, **__):
        raise OperationalError

    of, store = uploaded(month), stored.store
    monkeypatch.setattr(stored, "store", away)
    with pytest.raises(OperationalError):
        services.read_due()
    assert again(of).state == "reading"
    monkeypatch.setattr(stored, "store", store)
    lease_runs_out()
    services.read_due()
    assert again(of).state == "read"


def lease_runs_out():
    Import.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))


def test_what_a_killed_process_left_is_begun_again_and_gives_the_same_cells(month):
    of = uploaded(month)
    services.read_due()
    as_read = cells()
    Import.objects.update(state="reading", claimed_until=timezone.now() + timedelta(minutes=1))
    ImportedCell.objects.filter(category="Drugs").delete()
    of.files.get().content.save("again", ContentFile(month.read_bytes()))
    assert services.read_due() == ""
    lease_runs_out()
    assert services.read_due() == "1 read."
    assert cells() == as_read


def test_two_processes_never_both_take_one(month):
    of = uploaded(month)
    mine, theirs = Import.objects.waiting().get(), Import.objects.waiting().get()
    assert (uploads._claim(mine), uploads._claim(theirs)) == (True, False)
    assert again(of).claimed_until == mine.claimed_until


def test_who_is_late_to_claim_goes_on_with_the_next(month, tmp_path, monkeypatch):
    first, second = uploaded(month), uploaded(street_file(tmp_path / "b.csv", "2024-02", {"Robbery": 1}))
    claim = uploads._claim

    def after_a_rival(of):
        Import.objects.filter(pk=first.pk).update(state="reading", claimed_until=timezone.now() + timedelta(minutes=9))
        return claim(of)

    monkeypatch.setattr(uploads, "_claim", after_a_rival)
    assert services.read_due() == "1 read."
    assert (again(first).state, again(second).state) == ("reading", "read")


@pytest.mark.parametrize("moment", ["wanted", "store"])
def test_a_process_that_was_too_slow_leaves_it_to_the_one_that_began_again(month, monkeypatch, moment):
    of, act = uploaded(month), getattr(stored, moment)
    rival = timezone.now() + timedelta(minutes=20)

    def while_a_rival_begins(*given, **hold):
        Import.objects.filter(pk=of.pk).update(claimed_until=rival)
        return act(*given, **hold)

    monkeypatch.setattr(stored, moment, while_a_rival_begins)
    assert services.read_due() == ""
    assert (again(of).state, of.claimed_until, of.cells.count()) == ("reading", rival, 0)
    assert of.files.get().content.name


def test_a_refusal_of_a_process_that_was_too_slow_is_not_noted(month, monkeypatch):
    of = uploaded(month)

    def done_by_a_rival(*_):
        Import.objects.filter(pk=of.pk).update(state="read", claimed_until=None)
        raise FileNotFoundError

    monkeypatch.setattr(uploads, "_local", done_by_a_rival)
    assert services.read_due() == ""
    assert again(of).state == "read"


def test_a_process_asked_to_end_puts_it_back(month, monkeypatch):
    first, second = uploaded(month), uploaded(month)
    local = uploads._local

    def then_ending(*given):
        tasks.ending.set()
        return local(*given)

    monkeypatch.setattr(uploads, "_local", then_ending)
    try:
        assert services.read_due() == ""
    finally:
        tasks.ending.clear()
    assert [(again(of).state, of.claimed_until, of.progress) for of in (first, second)] == [("waiting", None, 0)] * 2
    monkeypatch.setattr(uploads, "_local", local)
    assert services.read_due() == "2 read."


def test_progress_is_noted_and_the_lease_goes_on(month, monkeypatch):
    noted, hold_on = [], uploads._hold_on
    monkeypatch.setattr(uploads, "NOTED_EVERY", 0)

    def note(of, **said):
        hold_on(of, **said)
        noted.append((said.get("progress"), again(of).progress, of.claimed_until > timezone.now()))

    monkeypatch.setattr(uploads, "_hold_on", note)
    uploaded(month)
    services.read_due()
    assert [share for share, *_ in noted if share is not None] != []
    assert all(share in {None, stored_share} and leased for share, stored_share, leased in noted)
