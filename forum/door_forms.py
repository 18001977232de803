"""The form for whoever stands at the door and has not registered."""

from typing import Any

from forum.forms import RegistrationForm
from forum.services import Details


class WalkInForm(RegistrationForm):
    """By the rules of everybody, without needs: nobody says aloud at a door what they need. An address is asked for, and not demanded."""

    role = access = dietary = communication = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, event=None, has_a_place=True, **options)
        email, consent = self.fields["email"], self.fields["consent"]
        email.required = False
        email.help_text = "For mail about this forum. Whoever gives none gets no private link, and may be registered twice."
        for name in ("full_name", "email", "other_organisation"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        consent.label = "The person has been told how their details are used"
        consent.error_messages["required"] = "Tell the person how their details are used, then tick the box."

    def details(self, *, email: str) -> Details:
        said = self.cleaned_data
        return Details(
            full_name=said["full_name"],
            email=email or None,
            organisation_id=said["organisation"] and said["organisation"].pk,
            other_organisation=said["other_organisation"] or None,
        )
