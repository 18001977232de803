"""Who somebody is whom staff let in: a name and a work address."""

from django import forms

from citysafe.desk.words import NOT_STORED
from citysafe.mail.letters import UnusableAddressError, usable

EMAIL_WRONG = "Enter an e-mail address in full, like name@example.org."


class PersonForm(forms.Form):
    full_name = forms.CharField(
        label="Full name",
        max_length=150,
        help_text="As colleagues know the person. It is never public.",
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
