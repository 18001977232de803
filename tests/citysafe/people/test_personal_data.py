import copy

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from citysafe.people import personal_data
from citysafe.people.models import User


def test_every_field_that_looks_personal_is_declared():
    assert personal_data.undeclared_fields() == []


def test_every_declared_field_exists():
    for name in personal_data.PERSONAL_DATA | personal_data.NOT_PERSONAL:
        model, _, field = name.rpartition(".")
        apps.get_model(model)._meta.get_field(field)


HOLDS_ANYTHING = {
    "char": models.CharField(),
    "text": models.TextField(),
    "mail": models.EmailField(),
    "page": models.URLField(),
    "slug": models.SlugField(),
    "tree": models.JSONField(),
    "file": models.FileField(),
    "picture": models.ImageField(),
    "bytes": models.BinaryField(),
    "machine": models.GenericIPAddressField(),
}


@pytest.mark.parametrize("app", ["forum", "people", "mail", "privacy", "backups"])
def test_whatever_could_hold_words_must_be_declared_where_people_are(monkeypatch, app):
    """Each kind of field, whatever it is called, in a model that is thrown away."""
    with isolate_apps():
        meta = type("Meta", (), {"app_label": app})
        grown = type("Thrown", (models.Model,), {"__module__": __name__, "Meta": meta, **copy.deepcopy(HOLDS_ANYTHING)})
    monkeypatch.setitem(apps.all_models[app], "thrown", grown)
    assert personal_data.undeclared_fields() == sorted(f"{app}.Thrown.{name}" for name in HOLDS_ANYTHING)


@pytest.mark.parametrize("name", ["plan.Report.words", "plan.MilestoneReport.reason", "plan.Organisation.part", "plan.PlanImport.content"])
def test_the_parts_of_the_plan_that_partners_write_are_among_them(monkeypatch, name):
    monkeypatch.delitem(personal_data.NOT_PERSONAL, name)
    assert personal_data.undeclared_fields() == [name]


def test_a_field_is_personal_or_not_and_what_is_not_says_why():
    assert set(personal_data.PERSONAL_DATA) & set(personal_data.NOT_PERSONAL) == set()
    assert all(personal_data.NOT_PERSONAL.values())


@pytest.mark.parametrize("name", ["people.User.email", "statistics.Observation.entered_by"])
def test_a_field_that_is_taken_out_of_the_table_is_found(monkeypatch, name):
    monkeypatch.delitem(personal_data.PERSONAL_DATA, name)
    assert personal_data.undeclared_fields() == [name]


def test_a_field_knows_whether_it_is_personal():
    assert personal_data.is_personal(User._meta.get_field("email"))
    assert not personal_data.is_personal(User._meta.get_field("is_active"))


@pytest.mark.django_db
def test_every_table_that_is_no_model_of_ours_is_declared_or_of_the_machine():
    """The log of Django's own admin is never written, and no address is confirmed by it."""
    of_the_machine = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type", "django_migrations"}
    never_written = {"django_admin_log", "account_emailconfirmation"}
    models = [model for app in personal_data.OUR_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    ours = {model._meta.db_table for model in models}
    assert {*connection.introspection.table_names()} - ours == {*personal_data.OF_TABLES} | of_the_machine | never_written


@pytest.mark.parametrize("declared", [*personal_data.PERSONAL_DATA.values(), *(why for *_, why in personal_data.OF_TABLES.values())])
def test_each_says_why_who_and_how_long(declared):
    assert all((declared.purpose, declared.readers, declared.kept))
