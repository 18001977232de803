"""What an editor is asked about a report."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils import timezone

from plan import dates
from plan.models import Report
from plan.proposals import digest

APPROVE, RETURN, REJECT = "approve", "return", "reject"


class DecisionForm(forms.Form):
    """One form for all three decisions, so that nothing typed is lost, whichever button is pressed."""

    looked_at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    title = forms.CharField(
        label="Title, as published", required=False, max_length=120, widget=AdminTextInputWidget, help_text="What happened, in a few words."
    )
    words = forms.CharField(
        label="Words, as published",
        required=False,
        max_length=10_000,
        widget=AdminTextareaWidget,
        help_text="Change what the public should read otherwise. What the partner sent is kept as it was sent.",
    )
    next_update_on = forms.DateField(
        label="Next update due",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text="When the lead partner reports again.",
        error_messages={"invalid": "Enter the day as day/month/year, such as 31/03/2027."},
    )
    publishes_evidence = forms.BooleanField(
        label="Publish the evidence too",
        required=False,
        help_text="The link and the file, as they were sent. Look at them first: no name of a person, nothing confidential.",
    )
    note = forms.CharField(
        label="Note to the partner",
        required=False,
        max_length=2000,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text="Needed to return or to reject. The partner reads it; the public does not.",
    )

    def __init__(self, data: Any, *, report: Report) -> None:
        action, today = report.action, timezone.localdate()
        self.will_be_over = report.progress in {"complete", "stopped"}
        initial = {"looked_at": digest(action), "title": report.title, "words": report.words}
        super().__init__(data, initial=initial | {"next_update_on": dates.next_due(action.next_update_on, today)})
        if not report.has_evidence:
            del self.fields["publishes_evidence"]
        if self.will_be_over:
            del self.fields["next_update_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.data.get("do") == APPROVE:
            for name, told in (("title", "Say in a few words what happened."), ("words", "Say what happened: these words are published.")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, told)
            self._check_next(cleaned)
        elif self.data.get("do") not in {RETURN, REJECT}:
            self.add_error(None, "Press one of the three buttons.")
        elif not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", "Say why: the partner reads it.")
        return cleaned

    def _check_next(self, cleaned: dict[str, Any]) -> None:
        if self.will_be_over or "next_update_on" in self.errors:
            return
        if not cleaned.get("next_update_on"):
            self.add_error("next_update_on", "Say when the lead partner reports again.")
        elif cleaned["next_update_on"] <= timezone.localdate():
            self.add_error("next_update_on", "Give a day that is still to come.")

    def look_again(self) -> None:
        """The page shows now what stands there now."""
        self.data = {**self.data.dict(), "looked_at": self.initial["looked_at"]}  # type: ignore[attr-defined]
