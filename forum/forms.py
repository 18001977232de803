"""The forms of registering, in our words."""

import re
from typing import Any

from django import forms

from citysafe.mail.letters import UnusableAddressError, usable
from citysafe.publishing.stamps import StampedForm
from forum.addresses import email_key
from forum.models import Event, Registration
from forum.services import Details

EMAIL_WRONG = "Enter an e-mail address in full, like name@example.org"
LINK_IN_IT = re.compile(r"://|www\.|[\x00-\x1f\x7f]", re.IGNORECASE)
NEEDS = ("access", "dietary", "communication")


def subject(event: Event, notice_version: str) -> str:
    """What a form of registration is about: a meeting, and the privacy notice as it stood when the form was fetched."""
    return f"register {event.pk} {notice_version}"


def plain(words: str) -> str:
    """One line without a web address: it is printed on lists and in mail."""
    if LINK_IN_IT.search(words):
        raise forms.ValidationError("Leave web addresses and line breaks out.")
    return " ".join(words.split())


class WordField(forms.CharField):
    """One line of words: of the model's length, with spaces put right."""

    def clean(self, value: Any) -> str:
        return plain(super().clean(value))


def needs_field(label: str, hint: str) -> forms.CharField:
    too_long = "This is longer than 500 characters. Shorten it, or tell us the rest by e-mail."
    return forms.CharField(
        label=label,
        required=False,
        max_length=500,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"max_length": too_long, "null_characters_not_allowed": "A sign in it cannot be stored: type it again."},
    )


def words_field(label: str, missing: str = "", **options: Any) -> WordField:
    messages = {
        "required": missing,
        "max_length": "This is longer than 120 characters: shorten it.",
        "null_characters_not_allowed": "A sign in it cannot be stored: type it again.",
    }
    return WordField(label=label, max_length=120, required=bool(missing), error_messages=messages, **options)


class AddressForm(StampedForm):
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Only used for this forum.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={
            "required": "Enter your e-mail address",
            "invalid": EMAIL_WRONG,
            "max_length": EMAIL_WRONG,
            "null_characters_not_allowed": EMAIL_WRONG,
        },
    )

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"])
        try:
            usable(address)
        except UnusableAddressError:
            raise forms.ValidationError(EMAIL_WRONG) from None
        if len(email_key(address)) > 254:
            raise forms.ValidationError(EMAIL_WRONG)
        return address


class LostLinkForm(AddressForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].help_text = "The one that you registered with."


class DetailsForm(StampedForm):
    """Who comes, and what they need: everything but the address."""

    one_of = ("organisation", "other_organisation")
    full_name = words_field("Full name", "Enter your full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Organisation",
        empty_label="Not in this list",
        help_text="Choose yours, or write it in the next box.",
        error_messages={"invalid_choice": "Choose an organisation from the list, or write it below."},
    )
    other_organisation = words_field(
        "Another organisation or group",
        help_text="If it is not in the list. If you come as a resident, write “resident”.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    role = words_field("Role", help_text="What you do there.", widget=forms.TextInput(attrs={"autocomplete": "organization-title"}))
    access = needs_field("Access", "For example a step-free way in, or a seat near the front.")
    dietary = needs_field("Food", "What you cannot eat.")
    communication = needs_field("Communication", "For example an interpreter, large print or a hearing loop.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        organisations = Registration._meta.get_field("organisation").related_model._default_manager
        self.fields["organisation"].queryset = organisations.order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen, written = cleaned.get("organisation"), cleaned.get("other_organisation")
        if chosen and written:
            self.add_error("other_organisation", f"You chose {chosen} from the list: empty this box, or choose “Not in this list”.")
        elif not chosen and not written and not {"organisation", "other_organisation"} & self.errors.keys():
            self.add_error("organisation", "Choose your organisation, or write it below.")
        return cleaned

    def details(self, *, email: str) -> Details:
        said = self.cleaned_data
        return Details(
            full_name=said["full_name"],
            email=email,
            organisation_id=said["organisation"] and said["organisation"].pk,
            other_organisation=said["other_organisation"] or None,
            role=said["role"] or None,
            needs={name: said[name] for name in NEEDS},
        )


class RegistrationForm(DetailsForm, AddressForm):
    """Everything, and the consent to the notice as it stands."""

    field_order = ["full_name", "email"]
    consent = forms.BooleanField(
        label="I have read how my details are used",
        error_messages={"required": "Tick the box to say that you have read how your details are used"},
    )


class ConfirmForm(StampedForm):
    """A button alone."""
