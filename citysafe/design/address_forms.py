"""Forms that are filled from an address, which may be cut short or made up."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

TWICE = "The address answers “%(name)s” more than once. Choose again."


class AddressForm(forms.Form):
    use_required_attribute = False

    def clean(self) -> dict[str, Any] | None:
        for name in self.fields:
            if len(self.data.getlist(name)) > 1:  # type: ignore[attr-defined]
                self.errors.pop(name, None)
                self.add_error(name, ValidationError(TWICE, code="twice", params={"name": self[name].label}))
        return super().clean()

    @property
    def status(self) -> int:
        """400 for an address that says two things at once, 404 for one that names what is not here, else 200."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return 400 if "twice" in codes else 404 if "invalid_choice" in codes else 200
