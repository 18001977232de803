"""What the models hold themselves."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import MeasureFactory


@pytest.mark.parametrize("slug", ["claims", "all"])
def test_a_measure_may_not_take_the_address_of_another_page(slug):
    with pytest.raises(ValidationError, match="choose another"):
        MeasureFactory.build(slug=slug).clean()
    MeasureFactory.build(slug="gun-crime").clean()
