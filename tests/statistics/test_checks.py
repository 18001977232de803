"""What an upgrade leaves behind is named before anybody misses it."""

from io import StringIO

import pytest
from django.core.management import call_command

from statistics import checks
from tests.factories import MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "command", [{"command_name": "check", "databases": ["default"]}, {"command_name": "migrate", "skip_checks": False}]
)
def test_a_measure_whose_address_another_page_took_is_named(command, capsys):
    MeasureFactory(slug="areas", title="Crime by area")
    MeasureFactory(slug="gun-crime", title="Gun crime")
    errors = StringIO()
    call_command(**command, stdout=StringIO(), stderr=errors)
    said = errors.getvalue() + capsys.readouterr().err
    assert "“Crime by area” has the address part “areas”" in said
    assert checks.HINT in said
    assert "Gun crime" not in said


def test_nothing_is_said_without_such_a_measure_or_without_a_database():
    MeasureFactory(slug="gun-crime")
    assert checks.measures_are_reachable(databases=["default"]) == []
    MeasureFactory(slug="areas")
    assert checks.measures_are_reachable(databases=None) == []
    assert len(checks.measures_are_reachable(databases=["default"])) == 1
