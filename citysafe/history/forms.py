"""What staff are asked whenever they change something."""

from typing import Any

from django import forms

NOTE_MISSING = "Say in one sentence why it changed. The page shows it beside what stood there before."
REASON_MISSING = "Say why. What you change is public already, and the reason is kept with it."


class RecordedForm(forms.ModelForm):
    """A form of the admin that also asks why, and what to tell the public."""

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

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_public = bool(self.instance.pk) and getattr(self.instance, "is_published", False)
        if is_public:
            self._demand("why", self.reason_needed_for, REASON_MISSING)
            self._demand("public_note", self.note_needed_for, NOTE_MISSING)
        return cleaned

    def _demand(self, words: str, needed_for: frozenset[str], message: str) -> None:
        if needed_for.intersection(self.changed_data) and not self.cleaned_data.get(words):
            self.add_error(words, message)
