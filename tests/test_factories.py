"""Each model of ours has a factory, and what it makes, in every variation, would pass the admin's forms."""

import pytest
from factory.django import DjangoModelFactory

from tests import factories
from tests.ours import MODELS

FACTORIES: list[type[DjangoModelFactory]] = [getattr(factories, name) for name in factories.__all__]
VARIATIONS = [(made, {}) for made in FACTORIES] + [
    (made, {name: True}) for made in FACTORIES for name, value in made._meta.parameters.items() if type(value).__name__ == "Trait"
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_each_model_has_one_factory(model):
    assert len([made for made in FACTORIES if made._meta.get_model_class() is model]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("made", "variation"), VARIATIONS, ids=str)
def test_what_a_factory_makes_is_valid(made, variation):
    made(**variation).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("made", FACTORIES, ids=str)
def test_a_factory_can_be_used_twice(made):
    made()
    made().full_clean()
