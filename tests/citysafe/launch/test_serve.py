"""What `make run` prepares before it becomes the web server."""

import os
import re
import shutil

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import connection

from citysafe.launch.management.commands import serve
from citysafe.mail.models import QueuedMail
from forum.models import Event, Places, Question, Registration, Subscriber, Workshop
from plan.board.canonical import checksum
from plan.models import Action, BoardReport, Plan
from statistics.models import Observation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
CONTENT = project.BASE_DIR / "content"


@pytest.fixture
def became(monkeypatch, tmp_path):
    """The command line of the server, which is not started here."""
    started = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda program, arguments: started.append(arguments))
    monkeypatch.setattr(serve.subprocess, "Popen", lambda arguments, cwd: started.append(arguments))
    return started


@pytest.fixture
def little(settings, tmp_path):
    """Content of no more than makes a site: quickly loaded."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "content" / "liverpool").mkdir(parents=True)
    for name in ("partnership", "plan", "organisations"):
        shutil.copy(CONTENT / "liverpool" / f"{name}.toml", tmp_path / "content" / "liverpool")


def test_an_empty_site_is_filled_and_its_sign_ins_are_said(became, capsys, settings):
    settings.PORT = 8123
    call_command("serve")
    said = capsys.readouterr().out
    assert Plan.objects.published().exists()
    assert said.count("@example.org") == 5
    assert settings.SITE_URL in said
    workers = "1" if connection.vendor == "sqlite" else "2"
    due_work, server = became
    assert due_work[1:] == ["manage.py", "run_due_work", "--loop", "--beside", str(os.getpid())]
    assert {"granian", "8123", "127.0.0.1"} <= set(server)
    assert server[server.index("--workers") + 1] == workers


def test_a_local_site_has_one_example_to_register_for_and_says_where(became, little, capsys, client):
    call_command("serve")
    [event] = Event.objects.filter(registrations=None).exclude(places=None)
    assert event.is_open
    assert f"/forum/{event.slug}/" in capsys.readouterr().out
    page = client.get(event.get_absolute_url()).content.decode()
    assert "<h1>Example: " in page
    assert "This meeting is an example." in page


def test_a_real_site_has_no_example(became, little, settings):
    settings.IS_LOCAL = False
    call_command("serve")
    assert not Event.objects.exclude(places=None).exists()


def test_the_invented_partnership_has_meetings_nearly_full_and_full_with_a_queue(became, settings, capsys, client):
    settings.CONTENT = "exampleton"
    call_command("serve")
    assert {places.is_full for places in Places.objects.all()} == {True, False}
    assert Registration.objects.held().exists()
    full, few, free = Workshop.objects.order_by("pk")
    assert (full.is_full, few.are_few, free.words) == (True, True, "Places available")
    for workshop in (full, few, free):
        assert workshop.taken == workshop.seats.kept().count() > 0
    assert {question.answers.exists() for question in Question.objects.all()} == {True}
    assert {*Registration.objects.values_list("state", flat=True)} == {*Registration.State.values}
    said = capsys.readouterr().out
    for state in Registration.State.labels:
        [link] = re.findall(rf"^{state} +http://localhost:8000(/forum/registration/\S+)$", said, re.MULTILINE)
        assert client.get(link).status_code == 200
    [invitation] = re.findall(r"^By invitation +http://localhost:8000(\S+)$", said, re.MULTILINE)
    assert "<h1>Register</h1>" in client.get(invitation).content.decode()
    [feedback] = re.findall(r"^Feedback on a meeting +http://localhost:8000(\S+)$", said, re.MULTILINE)
    assert "<h1>How was the forum?</h1>" in client.get(feedback).content.decode()
    for label, said_there in (("Agree to be told of forums", "I agree"), ("Be told no more", "Send me no more")):
        [link] = re.findall(rf"^{label} +http://localhost:8000(\S+)$", said, re.MULTILINE)
        assert said_there in client.get(link).content.decode()
    assert Subscriber.objects.confirmed().count() > Subscriber.objects.unconfirmed().count() == 1
    assert "No report yet" in client.get("/forum/last-week/").content.decode()
    for places in Places.objects.select_related("event"):
        assert places.taken == places.event.registrations.with_a_place().count()
        assert places.waiting == places.event.registrations.in_the_queue().count()
    assert not QueuedMail.objects.exists()


def test_two_accounts_stand_behind_the_figures_of_the_invented_partnership(became, settings, client):
    settings.CONTENT = "exampleton"
    call_command("serve")
    page = client.get("/statistics/knife-crime/").content.decode()
    hands = re.findall("<li>([^<]* entered on .*?)</li>", page)
    assert len(hands) > 20
    assert [
        said for said in hands if " by: statistician. Compared with the source on " not in said or " by: administrator." not in said
    ] == []
    release = client.get("/statistics/releases/police-april-to-june-2026/").content.decode()
    assert "Put forward by: statistician. Looked at and released by another person: administrator." in release
    assert not Observation.objects.exclude(state="published", to_confirm="").exclude(checked_by=None).exists()


def test_the_invented_partnership_has_a_partner_to_sign_in_as(became, settings, capsys, client):
    settings.CONTENT = "exampleton"
    call_command("serve")
    said = capsys.readouterr().out
    assert "/account/code/" in said
    password = re.search(r"Partner +partner@example.org +(\w+)", said)[1]
    page = client.post("/account/login/", {"login": "partner@example.org", "password": password}, follow=True)
    assert len(page.context["actions"]) > 1
    assert any(action.said for action in page.context["actions"])


def test_the_invented_partnership_has_a_helper_at_the_door_of_today_and_of_a_later_day(became, settings, capsys, client):
    settings.CONTENT = "exampleton"
    call_command("serve")
    password = re.search(r"Door +door@example.org +(\w+)", capsys.readouterr().out)[1]
    doors = client.post("/account/login/", {"login": "door@example.org", "password": password}, follow=True).context["doors"]
    today, later = (event for event, _ in doors)
    open_list = client.get(f"/door/{today.slug}/").context
    assert 0 < open_list["here"] < open_list["all"]
    assert client.get(f"/door/{later.slug}/").status_code == 403


def test_the_invented_partnership_has_reports_to_its_board_with_moves_between(became, settings, client):
    settings.CONTENT = "exampleton"
    call_command("serve")
    first, second = BoardReport.objects.published().order_by("as_at")
    assert BoardReport.objects.filter(frozen_at=None, audience="board").count() == 1
    for report in (first, second):
        assert checksum(report.content) == report.checksum
        assert client.get(report.get_absolute_url()).status_code == 200
    assert first.content["moves"] == first.content["figures"] == []
    assert second.content["before"]["checksum"] == first.checksum
    assert {move["kind"] for move in second.content["moves"]} >= {"better", "worse", "unchanged"}
    assert any(figure["revisions"] for figure in second.content["figures"])
    assert all(milestone["reached_on"] < "2026-04-14" for milestone in first.content["milestones"]["reached"])
    assert not any(milestone["reached_on"] for milestone in first.content["milestones"]["missed"])
    assert Action.objects.get(slug="train-youth-workers").rating == "red"


def test_nobody_stands_behind_what_nobody_entered_by_hand(became, settings):
    call_command("serve")
    assert Observation.objects.filter(entered_by=None, checked_by=None).count() == Observation.objects.count() > 0


def test_without_the_accounts_for_trying_out_nobody_is_named(became, settings):
    UserFactory()
    settings.CONTENT = "exampleton"
    call_command("serve")
    assert not Observation.objects.exclude(entered_by=None, checked_by=None).exists()


def test_a_filled_site_is_left_alone(became, little, capsys):
    call_command("serve")
    Plan.objects.update(title="As staff call it")
    call_command("serve")
    assert capsys.readouterr().out.count("Loading the launch content") == 1
    assert Plan.objects.get().title == "As staff call it"


def test_waiting_migrations_are_made_first(became, little, capsys, monkeypatch):
    monkeypatch.setattr(serve, "migrations_are_waiting", lambda: True)
    call_command("serve")
    assert "Bringing the database up to date" in capsys.readouterr().out


def test_a_site_in_service_says_no_sign_ins(became, little, capsys, settings):
    settings.IS_LOCAL = False
    call_command("serve")
    assert "@example.org" not in capsys.readouterr().out


def test_content_that_there_is_not_is_one_sentence_and_no_traceback(became, settings):
    settings.CONTENT = "nowhere"
    with pytest.raises(
        CommandError, match=r"^Nothing was loaded\.\nThere is no folder content/nowhere\. There is: exampleton, liverpool\.$"
    ):
        call_command("serve")
    assert became == []
