"""What staff enter of a figure."""

from typing import Any

from citysafe.history.forms import RecordedForm
from statistics.models import Observation

NO_NUMBER = "The figure is confidential, or was until now: anybody could read it here. Say it without a number."
NOTE_HELP = (
    "One plain sentence, shown on the site under “What has changed” and beside the figure. "
    "Where the figure is confidential, or was until now, give no number, neither in digits nor in words."
)


class ObservationForm(RecordedForm):
    """Also keeps a confidential count out of the words about its own correction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "public_note" in self.fields:  # it is not, for those who only look
            self.fields["public_note"].help_text = NOTE_HELP

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_or_was = {self.instance.missing, self.cleaned_data.get("missing", "")}
        if Observation.Missing.CONFIDENTIAL in is_or_was and any(sign.isnumeric() for sign in self.cleaned_data.get("public_note", "")):
            self.add_error("public_note", NO_NUMBER)
        return cleaned
