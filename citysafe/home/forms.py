"""What a reader asks the list of changes for, by its address."""

from datetime import date
from urllib.parse import urlencode

from django import forms

from citysafe.design.address_forms import AddressForm

NO_DAY = "This is no day that there is. Choose one, or type it as year, month and day, such as 2026-09-01."


class ChangesForm(AddressForm):
    """Nothing has to be chosen."""

    is_search = True
    since = forms.DateField(
        label="Changed since",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": NO_DAY},
    )

    @property
    def since_day(self) -> date | None:
        """The day that was asked for, if one was."""
        return self.cleaned_data.get("since")

    @property
    def query(self) -> str:
        """The clean answer as a part of an address."""
        return urlencode({"since": self.since_day.isoformat()}) if self.since_day else ""
