import pytest
from django import forms
from django.http import QueryDict

from citysafe.design.address_forms import AddressForm


class Chosen(AddressForm):
    colour = forms.ChoiceField(choices=[("ink", "Ink")], required=False)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, []),
        ("colour=ink&more=1", 200, []),
        ("colour=sand", 404, ["Select a valid choice. sand is not one of the available choices."]),
        ("colour=ink&colour=ink", 400, ["The address answers “Colour” more than once. Choose again."]),
        ("colour=sand&colour=ink&", 400, ["The address answers “Colour” more than once. Choose again."]),
    ],
)
def test_an_address_that_says_two_things_or_names_what_is_not_here_is_told_so(query, status, said):
    form = Chosen(QueryDict(query))
    assert form.errors.get("colour", []) == said
    assert form.status == status
