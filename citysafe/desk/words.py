"""Boxes for the words of staff, with every refusal in our words."""

from typing import Any

from django import forms

from citysafe.design.names import names_somebody

NOT_STORED = "A sign in it cannot be stored: type it again."
SAY_WHY = "Say why."
CHOOSE_WHY = "Choose a reason."
WHY_DATA = (
    "Asked by the person.",
    "Asked by somebody who may act for the person.",
    "Asked by law or a court.",
    "A danger to the person.",
    "Entered by mistake.",
)
NAMES_SOMEBODY = "Leave names and e-mail addresses out: the reason stays in the history."


def words(label: str, told: str, *, required: bool = False, empty: str = SAY_WHY, longest: int = 300, rows: int = 2) -> forms.CharField:
    """A box for a sentence or two; of one row, a line."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
        if rows > 1
        else forms.TextInput(attrs={"class": "vTextField"}),
        help_text=told,
        error_messages={
            "required": empty,
            "max_length": f"This is longer than {longest} characters: shorten it.",
            "null_characters_not_allowed": NOT_STORED,
        },
    )


class NamelessReasonForm(forms.Form):
    """Why staff do something that the history keeps. `of`: whose `full_name`, and `others_named` beside it, the reason must not give."""

    why = words("Reason", "For staff: it stands in the history. Name nobody.", required=True, longest=200)

    def __init__(self, *args: Any, of: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.of = of

    def clean_why(self) -> str:
        why = " ".join(self.cleaned_data["why"].split())
        names = [self.of.full_name, *getattr(self.of, "others_named", ())] if self.of else []
        if "@" in why or any(names_somebody(why, name) for name in names if name):
            raise forms.ValidationError(NAMES_SOMEBODY)
        return why


class DataReasonForm(forms.Form):
    """Why staff look up or erase what is held about somebody: chosen, not typed, for these lines of the history outlive the person’s data."""

    why = forms.ChoiceField(
        label="Reason",
        choices=[(words, words) for words in WHY_DATA],
        widget=forms.RadioSelect,
        help_text="It stands in the history.",
        error_messages={"required": CHOOSE_WHY, "invalid_choice": CHOOSE_WHY},
    )
