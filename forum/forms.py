"""The forms of registering, in our words."""

from dataclasses import replace
from typing import Any

from django import forms

from citysafe.mail.letters import UnusableAddressError, usable
from citysafe.publishing.stamps import StampedForm
from forum.addresses import email_key
from forum.event_fields import EventFieldsForm, name_of
from forum.models import Event, HandOver, Registration
from forum.models.needs import KINDS_OF_NEED
from forum.services import Details
from forum.word_fields import name_field, words_field

EMAIL_WRONG = "Enter an e-mail address in full, like name@example.org"
WHO_SEES = (
    "Off unless you tick it. Then whoever else has a place and shares too sees your full name and your organisation, from the day before "
    "the forum until names are erased; nobody else does. You can stop it at any time with your private link."
)
NOT_FILLED_IN = {"autocomplete": "off"}


def subject(event: Event, notice_version: str) -> str:
    """What a form of registration is about: a meeting, and the privacy notice as it stood when the form was fetched."""
    return f"register {event.pk} {notice_version}"


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


class AddressField(forms.EmailField):
    """An address that mail can go to, as typed."""

    def __init__(self, label: str, missing: str = "", *, autocomplete: str = "email", **options: Any) -> None:
        wrong = dict.fromkeys(("invalid", "max_length", "null_characters_not_allowed"), EMAIL_WRONG)
        super().__init__(
            label=label,
            max_length=254,
            required=bool(missing),
            widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"}),
            error_messages=wrong | {"required": missing},
            **options,
        )

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        try:
            if not address or (usable(address) and len(email_key(address)) <= 254):
                return address
        except UnusableAddressError:
            pass
        raise forms.ValidationError(EMAIL_WRONG)


class AddressForm(StampedForm):
    email = AddressField("E-mail address", "Enter your e-mail address", help_text="Only used for this forum.")


class LostLinkForm(AddressForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].help_text = "The one that you registered with."


class SubscribeForm(AddressForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].help_text = "Only used to tell you of forums."


class DetailsForm(EventFieldsForm, StampedForm):
    """Who comes, what they choose and what they need: everything but the address."""

    first_fields = ("event", "full_name", "email", "organisation", "other_organisation", "role")

    one_of = ("organisation", "other_organisation")
    full_name = name_field("Full name", "Enter your full name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
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

    shares_name = forms.BooleanField(label="Share my name and organisation with other attendees", required=False, help_text=WHO_SEES)

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
            shares_name=said.get("shares_name", False),
            needs={name: said[name] for name in KINDS_OF_NEED},
            answers={question.pk: said[name_of(question.pk)] for question in self.questions},
            workshops=frozenset(workshop.pk for workshop in said.get("workshops", [])),
        )


class ChangeForm(DetailsForm):
    """The same for somebody who is registered: it starts with what they said."""

    def __init__(self, *args: Any, registration: Registration, **options: Any) -> None:
        seats = {seat.workshop_id: seat.is_kept for seat in registration.seats.all()}
        super().__init__(
            *args,
            subject=f"change {registration.pk}",
            event=registration.event,
            has_a_place=registration.has_a_place,
            mine=[number for number, is_kept in seats.items() if is_kept],
            wished=[number for number, is_kept in seats.items() if not is_kept],
            initial=_said_by(registration) | {"workshops": [*map(str, seats)]},
            **options,
        )


class RegistrationForm(DetailsForm, AddressForm):
    """Everything, and the consent to the notice as it stands."""

    consent = forms.BooleanField(
        label="I have read how my details are used",
        error_messages={"required": "Tick the box to say that you have read how your details are used"},
    )


class PublicRegistrationForm(RegistrationForm):
    """The same, for oneself or for somebody else, whose registrar then says who they are."""

    registrar_name = name_field("Your own name", help_text="It stands in the mail to them.", widget=forms.TextInput(attrs=NOT_FILLED_IN))
    registrar_email = AddressField(
        "Your own e-mail address",
        autocomplete="off",
        help_text="Only for the organisers, should they have to ask you. We send nothing to it.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, email = cleaned.get("registrar_name"), cleaned.get("registrar_email")
        if name and email == "":
            self.add_error(
                "registrar_email", "Enter your own e-mail address, or empty the box with your own name if you register yourself."
            )
        if email and name == "":
            self.add_error("registrar_name", "Enter your own name, or empty the box with your own address if you register yourself.")
        if email and email_key(email) == email_key(cleaned.get("email", "")):
            self.add_error("registrar_email", "Both addresses are the same: enter theirs above, and your own here.")
        return cleaned

    def details(self, *, email: str) -> Details:
        """Whoever registers somebody else decides nothing about sharing that name."""
        own, said = super().details(email=email), self.cleaned_data
        return replace(
            own,
            registrar_name=said["registrar_name"] or None,
            registrar_email=said["registrar_email"] or None,
            shares_name=own.shares_name and not said["registrar_name"],
        )


class HandOverForm(AddressForm):
    """Who is to take a registration over."""

    full_name = name_field("Your colleague's name", "Enter your colleague's name", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    field_order = ["full_name", "email"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["email"].label = "Your colleague's e-mail address"
        self.fields["email"].help_text = "Only used to invite them."
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].error_messages["required"] = "Enter your colleague's e-mail address"


class TakeOverForm(RegistrationForm):
    """What a colleague says who takes a registration over: everything but the address, which is the one they were invited at."""

    email = None  # type: ignore[assignment]

    def __init__(self, *args: Any, invitation: HandOver, notice_version: str, **options: Any) -> None:
        of = invitation.registration
        super().__init__(
            *args,
            subject=f"take over {invitation.pk} {notice_version}",
            event=of.event,
            has_a_place=of.has_a_place,
            mine=[*of.seats.kept().values_list("workshop", flat=True)],
            initial={"full_name": invitation.colleague_name},
            **options,
        )


class ConfirmForm(StampedForm):
    """A button alone."""


def _said_by(registration: Registration) -> dict[str, Any]:
    """What stands in the boxes of whoever changes something."""
    own = {name: getattr(registration, name) for name in ("full_name", "organisation", "other_organisation", "role", "shares_name")}
    needs = getattr(registration, "needs", None)
    answers = {name_of(answer.question_id): answer.words for answer in registration.answers.all()}
    return own | answers | {name: getattr(needs, name, "") for name in KINDS_OF_NEED}
