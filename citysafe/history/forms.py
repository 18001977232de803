"""What staff are asked whenever they change something."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from citysafe.history import meanwhile
from citysafe.history.diff import Reading
from citysafe.history.reading import read

NOTE_MISSING = "Say in one sentence why it changed. The page shows it beside what stood there before."
REASON_MISSING = "Say why. What you change is public already, and the reason is kept with it."


WORDS: dict[type[forms.Field], dict[str, str]] = {
    forms.DateField: {"invalid": "Enter the day as day/month/year, such as 31/03/2024."},
    forms.TimeField: {"invalid": "Enter a time such as 18:30."},
    forms.SlugField: {
        "invalid": "Use letters without accents, numbers and hyphens alone, such as knife-crime.",
        "unique": "Another of these has this address part already. Choose another one.",
    },
}


class RecordedForm(forms.ModelForm):
    """A form of the admin that also asks why, and what to tell the public; it knows what stood there when it was opened."""

    opened_with = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    why = forms.CharField(
        label="Reason for this change",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="For staff: it stands in the history beside what you changed.",
    )
    public_note = forms.CharField(
        label="Tell the public",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="One plain sentence, shown on the site under “What has changed”. Leave it empty for small things.",
    )
    reason_needed_for: frozenset[str] = frozenset()
    note_needed_for: frozenset[str] = frozenset()
    has_collided = False
    before: dict[str, Reading] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.before = read(self.instance)
            self.initial["opened_with"] = meanwhile.mark(self.instance, self.before)
        for field in self.fields.values():
            for part in (field, *getattr(field, "fields", ())):  # a moment is a day and a time
                part.error_messages.update(WORDS.get(type(part), {}))
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = f"Fill in “{capfirst(field.label)}”." if field.label else "Fill this in."

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and is_in_public_view(self.instance):
            self._demand("why", self.reason_needed_for, REASON_MISSING)
            self._demand("public_note", self.note_needed_for, NOTE_MISSING)
        if self.instance.pk:
            self._compare_with_what_is_stored()
        if self.has_collided:
            self.add_error(None, meanwhile.COLLIDED)
        return cleaned

    def _compare_with_what_is_stored(self) -> None:
        opened_with, now = self.cleaned_data.get("opened_with", ""), self.initial["opened_with"]
        if not meanwhile.is_same(opened_with, now):
            self.add_error(None, ValidationError(meanwhile.told(self.instance, self.before, opened_with)))
            newer = self.data.copy()  # type: ignore[attr-defined]
            newer[self.add_prefix("opened_with")] = now
            self.data = newer

    def _demand(self, words: str, needed_for: frozenset[str], message: str) -> None:
        if needed_for.intersection(self.changed_data) and not self.cleaned_data.get(words):
            self.add_error(words, message)


class RecordedFormSet(forms.BaseInlineFormSet):
    """The rows that hang on a thing: what the public reads of them is not changed either without the reason that its form asks for."""

    reason_needed_for: frozenset[str] = frozenset()

    def clean(self) -> None:
        super().clean()
        changed = (form.instance for form in self.forms if self.reason_needed_for.intersection(form.changed_data))
        if not self.data.get("why", "").strip() and any(is_in_public_view(row) for row in changed):
            raise ValidationError(REASON_MISSING)


def is_in_public_view(thing: models.Model) -> bool:
    """Of what has no public side, nothing."""
    return bool(getattr(thing, "is_in_public_view", False))
