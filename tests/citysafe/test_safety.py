"""A site in service refuses whatever is unsafe, in one sentence each; a local one needs nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from citysafe import safety
from citysafe.people.demo import refuse_demo_accounts
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parents[2]
IN_SERVICE = dict(line.split("=", 1) for line in (ROOT / "tests" / "in_service.env").read_text().splitlines() if "=" in line)
GOOD = {
    "IS_LOCAL": False,
    "SITE_URL": "https://plan.example.org",
    "SECRET_KEY": IN_SERVICE["SECRET_KEY"],
    "ALLOWED_HOSTS": ["plan.example.org"],
    "DEBUG": False,
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "citysafe"}},
    "DEFAULT_FROM_EMAIL": "citysafe@example.org",
}
SHARE = "/dev/sda1 / ext4 rw 0 0\nserver:/data /mnt/the\\040share nfs4 rw 0 0\ntmpfs /mnt/the\\040share/local tmpfs rw 0 0\nodd line\n"


@pytest.fixture
def named(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres:///citysafe")
    monkeypatch.setenv("EMAIL_URL", "smtp://localhost")
    return monkeypatch


@pytest.mark.usefixtures("named")
def test_a_safe_site_in_service_has_no_fault():
    assert safety.faults(GOOD) == []


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize(
    ("setting", "value", "about"),
    [
        ("SITE_URL", "http://plan.example.org", "SITE_URL must be a whole address"),
        ("SITE_URL", "plan.example.org", "SITE_URL must be a whole address"),
        ("SITE_URL", "https://plan.example.org/plan", "nothing after the host"),
        ("SITE_URL", "https://plan.example.org?a=b", "nothing after the host"),
        ("SITE_URL", "https://*.example.org", "wildcard"),
        ("ALLOWED_HOSTS", ["*"], "wildcard"),
        ("ALLOWED_HOSTS", [".example.org"], "wildcard"),
        ("DEBUG", True, "DEBUG"),
        ("SECRET_KEY", "", "SECRET_KEY is missing"),
        ("SECRET_KEY", safety.DEVELOPMENT_KEY, "the one for development"),
        ("SECRET_KEY", "a1b2c3d4e5" * 4, "too short"),
        ("SECRET_KEY", "abab" * 20, "too simple"),
        ("DEFAULT_FROM_EMAIL", "", "MAIL_FROM is missing"),
    ],
)
def test_each_unsafe_setting_is_refused_in_one_sentence(setting, value, about):
    (sentence,) = [fault for fault in safety.faults({**GOOD, setting: value}) if about in fault]
    assert sentence.endswith(".")


@pytest.mark.parametrize("variable", ["DATABASE_URL", "EMAIL_URL"])
def test_what_must_be_named_is_missed(named, variable):
    named.delenv(variable)
    assert [fault.split()[0] for fault in safety.faults(GOOD)] == [variable]


@pytest.mark.usefixtures("named")
def test_a_local_site_is_not_questioned():
    assert safety.faults({**GOOD, "IS_LOCAL": True, "DEBUG": True, "SECRET_KEY": ""}) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/var/lib/site.sqlite3", False),
        ("/mnt/the share/site.sqlite3", True),
        ("/mnt/the share/local/site.sqlite3", False),
        ("/mnt/x", False),
    ],
)
def test_a_network_share_is_known_by_its_mount(path, expected):
    assert safety.is_on_network_share(Path(path), SHARE) is expected


def test_this_machine_tells_its_own_mounts(tmp_path):
    assert isinstance(safety.is_on_network_share(tmp_path), bool)


@pytest.mark.usefixtures("named")
def test_sqlite_on_a_share_is_refused(monkeypatch):
    monkeypatch.setattr(safety, "is_on_network_share", lambda path: path == Path("/mnt/site.sqlite3"))
    database = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/mnt/site.sqlite3"}}
    assert ["network share" in fault for fault in safety.faults({**GOOD, "DATABASES": database})] == [True]


@pytest.mark.django_db
def test_a_site_in_service_refuses_demo_accounts(settings):
    UserFactory(demo=True)
    refuse_demo_accounts()  # a local site has them
    settings.IS_LOCAL = False
    with pytest.raises(SystemExit, match="accounts for trying out"):
        refuse_demo_accounts()


@pytest.mark.django_db
def test_a_site_in_service_without_demo_accounts_starts(settings):
    settings.IS_LOCAL = False
    UserFactory()
    refuse_demo_accounts()


def run(code: str, **variables: str) -> subprocess.CompletedProcess:
    """Code in a process of its own whose environment is these variables alone."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DJANGO_SETTINGS_MODULE": "citysafe.settings", **variables}
    start = "import citysafe, django; django.setup(); from django.conf import settings; from django.core.management import call_command\n"
    command = [sys.executable, "-W", "error", "-c", start + code]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_a_local_site_needs_no_variable():
    done = run("print(settings.IS_LOCAL, settings.DEBUG, settings.SITE_URL); call_command('check')")
    assert done.stdout.splitlines()[0] == "True False http://localhost:8000", done.stderr


def test_developers_can_see_the_inside_of_errors():
    assert run("print(settings.DEBUG, settings.SITE_URL)", DEBUG="1", PORT="8123").stdout == "True http://localhost:8123\n"


def test_settings_come_from_a_file_too(tmp_path):
    file = tmp_path / "site.env"
    file.write_text("\n".join(f"{name}={value}" for name, value in IN_SERVICE.items()))
    assert run("print(settings.SITE_HOST)", ENV_FILE=str(file)).stdout == "plan.example.org\n"


def test_a_site_in_service_says_all_that_is_wrong_at_once():
    done = run("print('started')", SITE_URL="https://plan.example.org", DEBUG="1")
    assert done.returncode == 1
    assert "started" not in done.stdout
    said = done.stderr.splitlines()
    assert said[0] == "This site will not start:"
    assert [line.split()[1] for line in said[1:]] == ["DEBUG", "SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "MAIL_FROM"]


def test_a_site_in_service_passes_the_deployment_check():
    done = run("call_command('check', deploy=True, fail_level='WARNING')", **IN_SERVICE)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Where the static files of a site in service lie."""
    folder = str(tmp_path_factory.mktemp("static"))
    done = run("call_command('collectstatic', interactive=False, verbosity=0)", **IN_SERVICE, STATIC_ROOT=folder)
    assert done.returncode == 0, done.stderr
    return folder


ASK = """
from django.test import Client
answer = Client().get("/.well-known/security.txt", secure=SECURE, headers=HEADERS)
print(answer.status_code, answer.headers.get("Location"), answer.headers.get("Strict-Transport-Security"))
"""


@pytest.mark.parametrize(
    ("secure", "headers", "proxy", "expected"),
    [
        (True, {"Host": "plan.example.org"}, "0", "200 None max-age=63072000; includeSubDomains; preload"),
        (False, {"Host": "plan.example.org"}, "0", "301 https://plan.example.org/.well-known/security.txt None"),
        (
            False,
            {"Host": "plan.example.org", "X-Forwarded-Proto": "https"},
            "0",
            "301 https://plan.example.org/.well-known/security.txt None",
        ),
        (False, {"Host": "plan.example.org", "X-Forwarded-Proto": "https"}, "1", "200 None max-age=63072000; includeSubDomains; preload"),
        (True, {"Host": "localhost"}, "0", "400 None max-age=63072000; includeSubDomains; preload"),
    ],
)
def test_in_service_everything_goes_over_https(secure, headers, proxy, expected, collected):
    code = ASK.replace("SECURE", repr(secure)).replace("HEADERS", repr(headers))
    done = run(code, **IN_SERVICE, TRUSTED_PROXY=proxy, STATIC_ROOT=collected)
    assert done.stdout.strip() == expected, done.stderr


@pytest.mark.parametrize(
    ("database", "local"),
    [
        ({"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}, True),
        ({"ENGINE": "django.db.backends.postgresql", "HOST": ""}, True),
        ({"ENGINE": "django.db.backends.postgresql", "HOST": "localhost"}, True),
        ({"ENGINE": "django.db.backends.postgresql", "HOST": "/run/postgresql"}, True),
        ({"ENGINE": "django.db.backends.postgresql", "HOST": "", "OPTIONS": {"host": "/tmp/socket"}}, True),
        ({"ENGINE": "django.db.backends.postgresql", "HOST": "db.example.org"}, False),
        ({"ENGINE": "django.db.backends.postgresql", "HOST": "", "OPTIONS": {"host": "10.0.0.8"}}, False),
    ],
)
def test_a_database_elsewhere_is_not_local(database, local):
    assert safety.is_local_database(database) is local


def test_the_application_starts_before_its_database_is_there(collected):
    done = run("import citysafe.wsgi; print(callable(citysafe.wsgi.application))", **IN_SERVICE, STATIC_ROOT=collected)
    assert done.stdout.strip() == "True", done.stderr
