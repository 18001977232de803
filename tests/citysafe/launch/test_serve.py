"""What `make run` prepares before it becomes the web server."""

import os

import pytest
from django.core.management import call_command
from django.db import connection

from citysafe.launch.management.commands import serve
from plan.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def became(monkeypatch, tmp_path):
    """The command line of the server, which is not started here."""
    started = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda program, arguments: started.append(arguments))
    return started


def test_an_empty_site_is_filled_and_its_sign_ins_are_said(became, capsys, settings):
    settings.PORT = 8123
    call_command("serve")
    said = capsys.readouterr().out
    assert Plan.objects.published().exists()
    assert said.count("@example.org") == 5
    assert settings.SITE_URL in said
    workers = "1" if connection.vendor == "sqlite" else "2"
    assert {"granian", "8123", "127.0.0.1"} <= set(became[0])
    assert became[0][became[0].index("--workers") + 1] == workers


def test_a_filled_site_is_left_alone(became, capsys):
    call_command("serve")
    Plan.objects.update(title="As staff call it")
    call_command("serve")
    assert capsys.readouterr().out.count("Loading the launch content") == 1
    assert Plan.objects.get().title == "As staff call it"


def test_waiting_migrations_are_made_first(became, capsys, monkeypatch):
    monkeypatch.setattr(serve, "migrations_are_waiting", lambda: True)
    call_command("serve")
    assert "Bringing the database up to date" in capsys.readouterr().out


def test_a_site_in_service_says_no_sign_ins(became, capsys, settings):
    settings.IS_LOCAL = False
    call_command("serve")
    assert "@example.org" not in capsys.readouterr().out
