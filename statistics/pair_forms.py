"""What a reader chooses to have compared: a measure, then two of its figures. Filled from an address, which may be cut short or made up."""

from collections.abc import Sequence
from typing import Any

from django import forms

from citysafe.design.address_forms import AddressForm
from statistics.pairs import Group

SAME = "You chose the same figure twice. Choose two different periods."
NO_SUCH_MEASURE = "There is no such measure here. Choose one from the list."
NO_SUCH_FIGURE = "What the address names as the %(which)s figure is not one of this measure’s figures here. Choose one from the list."


class MeasureForm(AddressForm):
    measure = forms.ChoiceField(error_messages={"required": "Choose a measure.", "invalid_choice": NO_SUCH_MEASURE})

    def __init__(self, offered: Sequence[Group], data: Any = None, *, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["measure"].choices = [("", "Choose a measure"), *offered]  # type: ignore[attr-defined]


class PairForm(AddressForm):
    later = forms.ChoiceField(label="Later period", error_messages={"required": "Choose the later period."})
    earlier = forms.ChoiceField(label="Earlier period", error_messages={"required": "Choose the earlier period."})

    def __init__(self, offered: Sequence[Group], data: Any = None, *, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name, field in self.fields.items():
            field.choices = [("", "Choose a period"), *offered]  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = NO_SUCH_FIGURE % {"which": name}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        chosen = [self.cleaned_data.get(name) for name in self.fields]
        if all(chosen) and len({*chosen}) == 1:
            self.add_error("earlier", SAME)
        return cleaned
