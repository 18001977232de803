"""A page is rendered once for each state of the data, and nobody is shown the state before."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from citysafe.publishing import services
from citysafe.publishing.models import DataVersion
from citysafe.publishing.watching import NEVER_SHOWN
from plan.models import Action
from tests.factories import (
    ActionFactory,
    EventFactory,
    InitiativeFactory,
    LoadedItemFactory,
    MilestoneFactory,
    ObservationFactory,
    PartnershipFactory,
    RevisionFactory,
    SeriesFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def text(client, address):
    return client.get(address).content.decode()


def token():
    return DataVersion.objects.values_list("token", flat=True).first()


@pytest.mark.usefixtures("one_edition")
def test_a_second_visitor_gets_the_same_bytes_for_one_query(client, django_assert_num_queries):
    address = ActionFactory().get_absolute_url()
    first = client.get(address)
    with django_assert_num_queries(1):
        second = Client().get(address)
    assert (second.content, second.headers) == (first.content, first.headers)
    assert Client().get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_publishing_taking_back_and_archiving_are_seen_at_once(client):
    action = ActionFactory(draft=True)
    address, plan = action.get_absolute_url(), action.priority.plan.get_absolute_url()

    def is_seen():
        return client.get(address).status_code == 200, action.title in text(client, plan)

    assert is_seen() == (False, False)
    for act, seen in [(services.publish, True), (services.take_back, False), (services.publish, True), (services.archive, False)]:
        act(thing=action, by=None)
        assert is_seen() == (seen, seen)


def by_saving(action):
    action.title = "As it is now"
    action.save()


def by_updating(action):
    Action.objects.filter(pk=action.pk).update(title="As it is now")


def by_storing_many(action):
    action.title = "As it is now"
    Action.objects.bulk_update([action], ["title"])


def by_adding_a_row(action):
    MilestoneFactory(action=action, title="As it is now")


@pytest.mark.parametrize("change", [by_saving, by_updating, by_storing_many, by_adding_a_row])
def test_however_it_is_changed_it_is_seen_at_once(client, change):
    action = ActionFactory()
    assert "As it is now" not in text(client, action.get_absolute_url())
    change(action)
    assert "As it is now" in text(client, action.get_absolute_url())


def test_what_is_deleted_or_taken_out_of_a_list_is_gone_at_once(client):
    milestone, figure, initiative = MilestoneFactory(), ObservationFactory(), InitiativeFactory()
    initiative.areas.add(figure.series.area)
    addresses = [milestone.action.get_absolute_url(), initiative.get_absolute_url()]
    before = [text(client, address) for address in addresses]
    milestone.delete()
    initiative.areas.clear()
    assert milestone.title in before[0]
    assert figure.series.area.name in before[1]
    assert milestone.title not in text(client, addresses[0])
    assert figure.series.area.name not in text(client, addresses[1])


def test_the_loader_raises_the_version_and_a_run_that_changes_nothing_does_not():
    call_command("load_launch_content", verbosity=0)
    loaded = token()
    call_command("load_launch_content", verbosity=0)
    assert token() == loaded


def test_a_change_that_is_rolled_back_leaves_the_edition_as_it_was(client):
    action = ActionFactory(title="As it was")
    before = token()
    with transaction.atomic():
        by_saving(action)
        assert "As it is now" in text(client, action.get_absolute_url())
        transaction.set_rollback(True)
    assert token() == before
    assert "As it was" in text(client, action.get_absolute_url())


def test_what_no_page_shows_raises_nothing():
    before = token()
    SessionStore().save()
    LoadedItemFactory()
    assert token() == before


def test_the_tables_that_no_page_shows_are_there():
    known = {config.label for config in apps.get_app_configs()} | {model._meta.label for model in apps.get_models()}
    assert set(NEVER_SHOWN) <= known


def test_the_role_of_whoever_entered_a_figure_is_the_one_of_today(client):
    person = UserFactory(staff=True)
    figure = ObservationFactory(series=SeriesFactory(main=True), entered_by=person)
    assert "member of staff" in text(client, figure.series.measure.get_absolute_url())
    person.groups.add(Group.objects.get(name="Editor"))
    assert "by: editor" in text(client, figure.series.measure.get_absolute_url())


def test_an_embargo_ends_at_its_moment_on_pages_that_are_kept(client):
    action = ActionFactory(published_at=timezone.now() + timedelta(minutes=10))
    plan = action.priority.plan.get_absolute_url()
    RevisionFactory(of=action.priority, public_note="Recorded by a clock ahead of ours.", at=timezone.now() + timedelta(minutes=5))
    assert action.title not in text(client, plan)
    assert "ahead of ours" not in text(client, "/changes/")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert "ahead of ours" in text(client, "/changes/")
        assert action.title not in text(client, plan)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert action.title in text(client, plan)
    assert action.title not in text(client, plan), "A clock that goes back brings no page from its future with it."


@pytest.mark.parametrize("day", ["2026-07-01", "2026-01-10", "2026-10-25", "2026-03-29"])
def test_what_is_late_is_late_from_midnight_in_london_on(client, day):
    with time_machine.travel(f"{day} 12:00"):
        action = ActionFactory(due_on=timezone.localdate())
        EventFactory(held_on=timezone.localdate(), title="The forum of today")
    midnight = timezone.make_aware(datetime.fromisoformat(day)) + timedelta(days=1)  # as clocks on the wall count
    with time_machine.travel(midnight - timedelta(seconds=1)):
        assert "Late" not in text(client, action.get_absolute_url())
        assert "No past forum is on record here." in text(client, "/forum/")
    with time_machine.travel(midnight + timedelta(seconds=1)):
        assert "Late" in text(client, action.get_absolute_url())
        assert "No past forum is on record here." not in text(client, "/forum/")


@pytest.mark.usefixtures("one_edition")
def test_a_query_that_a_page_does_not_read_costs_nothing_and_one_that_it_reads_is_answered(client, django_assert_num_queries):
    EventFactory.create_batch(21)
    plain, action = text(client, "/forum/"), ActionFactory().get_absolute_url()
    first = text(client, action)
    with django_assert_num_queries(1):
        assert text(client, f"{action}?utm_source=elsewhere") == first
    plain = text(client, "/forum/")
    assert text(client, "/forum/?page=2") not in {plain, first}
    assert text(client, "/forum/") == plain
    assert client.get("/forum/?page=3").status_code == 404


def test_a_preview_and_a_fault_are_never_kept(client):
    action = ActionFactory(draft=True)
    client.force_login(UserFactory(administrator=True))
    assert action.title in text(client, f"/preview{action.get_absolute_url()}")
    assert [Client().get(action.get_absolute_url()).status_code for _ in range(2)] == [404, 404]
    assert Client().get(f"/preview{action.get_absolute_url()}").status_code == 302


def test_without_a_version_nothing_is_kept(client):
    partnership = PartnershipFactory()
    DataVersion.objects.all().delete()
    assert partnership.name in text(client, "/help/")
    with connection.cursor() as cursor:  # behind the watch: nobody writes so, and it shows whether the page is read anew
        cursor.execute("UPDATE pages_partnership SET name = 'Renamed'")
    assert "Renamed" in text(client, "/help/")
    assert token() is None


def test_two_processes_show_no_old_figure_once_its_correction_is_answered(tmp_path):
    if connection.vendor == "sqlite":
        address = f"sqlite:///{tmp_path}/site.sqlite3"
        (tmp_path / "site.sqlite3").write_bytes(connection.connection.serialize())
    else:
        address = os.environ["DATABASE_URL"].replace("/postgres?", f"/{connection.settings_dict['NAME']}?")
    command = [sys.executable, "-m", "tests.citysafe.publishing.two_processes", "40"]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    pages, wrong, *ends = map(int, done.stdout.split())
    assert pages  # how many is a matter of the machine
    assert wrong == 0
    assert ends == [0, 0]
