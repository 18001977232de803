"""What a reader asks the list of actions for, by its address."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from citysafe.design.address_forms import AddressForm
from plan.listing import NO_LEAD
from plan.models import Action

Choices = Sequence[tuple[str, str]]
NO_SUCH = "There is no such choice under “%(name)s”. Choose one from the list."
LONGEST = 100
OVERDUE: Choices = [
    ("late", "Late: past its date"),
    ("milestone", "A milestone is late"),
    ("update", "An update is due and has not come"),
    ("quiet", "No update for a quarter"),
    ("either", "Late, or an update is due"),
]
RATINGS: Choices = [
    *((str(value), str(words)) for value, words in Action.Rating.choices if value),
    ("none", Action.Rating.NOT_RATED.label),
    ("over", "Over, and never rated"),
]


def _choice(label: str, choices: Choices = (), *, empty: str = "All") -> forms.ChoiceField:
    told = {"invalid_choice": NO_SUCH % {"name": label}}
    return forms.ChoiceField(label=label, choices=[("", empty), *choices], required=False, error_messages=told)


class ActionsForm(AddressForm):
    """Nothing has to be chosen. `offered` holds the choices that depend on the plan: priority, organisation, area."""

    is_search = True
    words = forms.CharField(
        label="Words",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={
            "max_length": f"Search for {LONGEST} letters at most.",
            "null_characters_not_allowed": "A sign among the words cannot be searched for: type them again.",
        },
    )
    priority = _choice("Priority")
    organisation = _choice("Organisation")
    part = _choice("Its part", [("leads", "Leads"), ("supports", "Supports")], empty="Leads or supports")
    state = _choice("State", Action.Progress.choices)
    rating = _choice("Rating", RATINGS)
    area = _choice("Where")
    overdue = _choice("Overdue", OVERDUE)
    sort = _choice("Order", [("due", "Due date"), ("state", "State"), ("rating", "Rating: red first")], empty="Reference")

    def __init__(self, data: Any, offered: Mapping[str, Choices]) -> None:
        super().__init__(data)
        for name, choices in offered.items():
            self.fields[name].choices = [("", "All"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("part") and self.cleaned_data.get("organisation") in {"", NO_LEAD}:
            self.add_error("organisation", "Choose the organisation whose part you mean, or leave its part at “Leads or supports”.")
        return cleaned

    @property
    def query(self) -> str:
        """The clean answers as a part of an address, empty ones left out."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.cleaned_data.items() if name != "sort")
