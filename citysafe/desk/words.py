"""Boxes for the words of staff, with every refusal in our words."""

from typing import Any

from django import forms

NOT_STORED = "A sign in it cannot be stored: type it again."
SAY_WHY = "Say why."
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
    """Why staff do something that the history keeps. `of`: whose `full_name` the reason must not give."""

    why = words("Reason", "For staff: it stands in the history. Name nobody.", required=True, longest=200)

    def __init__(self, *args: Any, of: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.of = of

    def clean_why(self) -> str:
        why = " ".join(self.cleaned_data["why"].split())
        name = (self.of and self.of.full_name) or ""
        if "@" in why or (name and name.casefold() in why.casefold()):
            raise forms.ValidationError(NAMES_SOMEBODY)
        return why
