"""The form with which people say how a meeting was."""

from django import forms

from citysafe.publishing.stamps import StampedForm
from forum.models import Feedback
from forum.models.feedback import LONGEST, WORDS

SAY_HOW = "Say how useful the forum was"


def words_box(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "max_length": f"This is longer than {LONGEST:,} characters: shorten it.",
            "null_characters_not_allowed": "A sign in it cannot be stored: type it again.",
        },
    )


class FeedbackForm(StampedForm):
    useful = forms.ChoiceField(
        label="How useful was the forum for you?",
        choices=Feedback.Useful.choices,
        widget=forms.RadioSelect,
        error_messages={"required": SAY_HOW, "invalid_choice": SAY_HOW},
    )
    helped = words_box("What helped?")
    different = words_box("What should be different next time?")
    next_agenda = words_box("What should be on the next agenda?")

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in WORDS}
