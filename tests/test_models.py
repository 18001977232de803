"""What holds for every model of ours, those included that are still to be written."""

import re
from itertools import chain

import pytest
from django.db.models import BaseConstraint, Model

from citysafe.people.personal_data import undeclared_fields
from tests import factories
from tests.ours import MODELS

INHERITED = {"password", "last_login"}  # of Django's account: no form shows them
# Never seen in a form: the choices, the required fields or the code itself keep them.
SILENT = (
    "_is_known",
    "publishing_data_version_is_the_only_one",
    "history_field_change_once_per_revision",
    "publishing_former_address_is_absolute",
)
SILENT_REQUIRED = {"statistics_source_has_a_publisher", "launch_loaded_item_has_a_key"}

FIELDS = [field for model in MODELS for field in chain(model._meta.concrete_fields, model._meta.many_to_many)]
CONSTRAINTS = [(model, constraint) for model in MODELS for constraint in model._meta.constraints]
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
every_constraint = pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS, ids=lambda part: getattr(part, "name", ""))


def factory_of(model: type[Model]):
    return next(made for made in vars(factories).values() if isinstance(made, type) and made._meta.get_model_class() is model)


@pytest.mark.parametrize("field", [field for field in FIELDS if field.editable and not field.primary_key], ids=str)
def test_a_field_that_a_form_shows_has_a_sentence_of_help(field):
    if field.name not in INHERITED:
        assert re.fullmatch(r"\S.+[.?!]", str(field.help_text), re.DOTALL), f"{field}: {field.help_text!r}"


@every_model
def test_a_model_says_what_must_hold(model):
    assert model._meta.constraints


@every_constraint
def test_a_constraint_is_named_for_its_model(model, constraint):
    app, name = model._meta.app_label, model.__name__
    with_underscores = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    assert constraint.name.startswith((f"{app}_{with_underscores}_", f"{app}_{name.lower()}_"))


@every_constraint
def test_a_constraint_speaks_in_our_words(model, constraint):
    if not constraint.name.endswith(SILENT) and constraint.name not in SILENT_REQUIRED:
        assert constraint.violation_error_message != BaseConstraint.default_violation_error_message


@pytest.mark.django_db
@every_model
def test_a_thing_has_a_name(model):
    name = str(factory_of(model)())
    assert name
    assert " object (" not in name


def test_personal_data_is_declared():
    """A new field is either in the registry of personal data or among those known to hold none."""
    assert undeclared_fields() == []
