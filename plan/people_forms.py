"""The forms with which staff invite and remove people of an organisation."""

from typing import Any

from django import forms

from citysafe.mail.letters import UnusableAddressError, usable
from plan.models import Membership

EMAIL_WRONG = "Enter an e-mail address in full, like name@example.org."
NAMES_SOMEBODY = "Leave names and e-mail addresses out: the reason stays in the history."
NOT_STORED = "A sign in it cannot be stored: type it again."


class InviteForm(forms.Form):
    full_name = forms.CharField(
        label="Full name",
        max_length=150,
        help_text="As colleagues know the person. Editors and administrators alone see it.",
        error_messages={
            "required": "Enter the person’s full name.",
            "max_length": "This is longer than 150 characters: shorten it.",
            "null_characters_not_allowed": NOT_STORED,
        },
        widget=forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Work e-mail address",
        max_length=254,
        help_text="The person’s own, never a shared mailbox: whoever reads it can sign in.",
        error_messages={"required": "Enter the person’s work e-mail address.", "invalid": EMAIL_WRONG, "max_length": EMAIL_WRONG},
        widget=forms.EmailInput(attrs={"class": "vTextField", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())

    def clean_email(self) -> str:
        try:
            return usable(self.cleaned_data["email"]).lower()
        except UnusableAddressError:
            raise forms.ValidationError(EMAIL_WRONG) from None


class RemoveForm(forms.Form):
    why = forms.CharField(
        label="Reason",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="For staff: it stands in the history. Name nobody.",
        error_messages={
            "required": "Say why.",
            "max_length": "This is longer than 200 characters: shorten it.",
            "null_characters_not_allowed": NOT_STORED,
        },
    )

    def __init__(self, *args: Any, of: Membership, **options: Any) -> None:
        super().__init__(*args, **options)
        self.of = of

    def clean_why(self) -> str:
        why = " ".join(self.cleaned_data["why"].split())
        name = self.of.user.full_name
        if "@" in why or (name and name.casefold() in why.casefold()):
            raise forms.ValidationError(NAMES_SOMEBODY)
        return why
