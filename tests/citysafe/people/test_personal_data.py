import pytest
from django.apps import apps

from citysafe.people import personal_data
from citysafe.people.models import User


def test_every_field_that_looks_personal_is_declared():
    assert personal_data.undeclared_fields() == []


def test_every_declared_field_exists():
    for name in personal_data.PERSONAL_DATA | personal_data.NOT_PERSONAL:
        model, _, field = name.rpartition(".")
        apps.get_model(model)._meta.get_field(field)


@pytest.mark.parametrize("name", ["people.User.email", "statistics.Observation.entered_by"])
def test_a_field_that_is_taken_out_of_the_table_is_found(monkeypatch, name):
    monkeypatch.delitem(personal_data.PERSONAL_DATA, name)
    assert personal_data.undeclared_fields() == [name]


def test_a_field_knows_whether_it_is_personal():
    assert personal_data.is_personal(User._meta.get_field("email"))
    assert not personal_data.is_personal(User._meta.get_field("is_active"))


@pytest.mark.parametrize("declared", personal_data.PERSONAL_DATA.values())
def test_each_says_why_who_and_how_long(declared):
    assert all((declared.purpose, declared.readers, declared.kept))
