"""What staff enter of a figure."""

from typing import Any

from citysafe.history.forms import RecordedForm
from statistics import shown
from statistics.models import Observation

NO_NUMBER = "The figure is hidden, or was until now: anybody could read it here. Say it without a number."
NOTE_HELP = (
    "One plain sentence, shown on the site under “What has changed” and beside the figure. "
    "Where the figure is confidential, or was until now, give no number, neither in digits nor in words."
)


def names_a_number(words: str) -> bool:
    return any(sign.isnumeric() for sign in words)


def is_or_was_hidden(figure: Observation, says: str) -> bool:
    """As confidential, now or from now on, or because a confidential figure could be worked out from it."""
    return Observation.Missing.CONFIDENTIAL in {figure.missing, says} or figure.pk in shown.hidden_keys(preview=True)


class ObservationForm(RecordedForm):
    """Also keeps a confidential count out of the words about its own correction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "public_note" in self.fields:  # it is not, for those who only look
            self.fields["public_note"].help_text = NOTE_HELP

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        says = self.cleaned_data.get("missing", "")
        if names_a_number(self.cleaned_data.get("public_note", "")) and is_or_was_hidden(self.instance, says):
            self.add_error("public_note", NO_NUMBER)
        return cleaned
