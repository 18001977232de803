"""What staff say of the next plan."""

from typing import Any

from django import forms

from citysafe.desk.words import NOT_STORED, words
from plan.models import Plan

NO_DAY = "Enter the day as day/month/year, such as 31/03/2026."
BACKWARDS = "The last day lies before the first."
NO_PERIOD = "Give the first day, or the period in words: the new pages’ addresses end in it."


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"class": "vDateField", "placeholder": "31/03/2026"})
    return forms.DateField(label=label, required=False, widget=widget, error_messages={"invalid": NO_DAY})


def _words(name: str, *, required: bool, told: str = "") -> forms.CharField:
    field = Plan._meta.get_field(name)
    return forms.CharField(
        label=field.verbose_name.capitalize(),  # type: ignore[union-attr]
        required=required,
        max_length=field.max_length,  # type: ignore[union-attr]
        help_text=told or field.help_text,  # type: ignore[union-attr]
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={
            "required": "Fill this in.",
            "max_length": "This is too long: shorten it.",
            "null_characters_not_allowed": NOT_STORED,
        },
    )


class StartForm(forms.Form):
    title = _words("title", required=True)
    slug = forms.SlugField(
        label="Address part",
        max_length=80,
        help_text="The last part of the page’s address: small letters, numbers and hyphens.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        error_messages={
            "required": "Fill this in.",
            "invalid": "Use letters without accents, numbers and hyphens alone, such as plan-2026.",
            "max_length": "This is too long: shorten it.",
            "null_characters_not_allowed": NOT_STORED,
        },
    )
    starts_on = _day("First day")
    ends_on = _day("Last day")
    period_note = _words("period_note", required=False)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Plan._base_manager.filter(slug=slug).exists():
            raise forms.ValidationError("Another plan has this address part already. Choose another one.")
        return slug

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", BACKWARDS)
        if not (first or self.cleaned_data.get("period_note") or {"starts_on", "period_note"} & self.errors.keys()):
            self.add_error("starts_on", NO_PERIOD)
        return cleaned


class TakePlaceForm(forms.Form):
    told = "For staff: it stands in the history. For example: adopted by the board on 19 March."
    why = words("Reason for this change", told, required=True, longest=200)
