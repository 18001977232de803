"""The forms of the staff desk that are more than a thing's fields."""

from typing import Any

from django import forms

from citysafe.desk.words import NamelessReasonForm
from citysafe.history.forms import RecordedForm
from forum.forms import RegistrationForm
from forum.models import Event
from forum.services.places import locked

MOST_PLACES = 100_000
NOT_EMPTIED = "Places once given cannot be taken away altogether. To end registration, set the moment at which it closes."


def a_number(told: str) -> dict[str, str]:
    return {"invalid": told, "min_value": told, "max_value": told}


class EventForm(RecordedForm):
    capacity = forms.IntegerField(
        label="Places",
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text="How many people can come. Empty: nobody registers here. New places are offered to those who wait.",
        error_messages=a_number(f"Enter a whole number from 1 to {MOST_PLACES:,}."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.has_places:
            self.initial["capacity"] = self.instance.places.capacity

    def clean_capacity(self) -> int | None:
        """Places that are checked stay as they are until they are saved: nobody takes one in between."""
        capacity: int | None = self.cleaned_data["capacity"]
        if "capacity" not in self.changed_data or not self.instance.has_places:
            return capacity
        if capacity is None:
            raise forms.ValidationError(NOT_EMPTIED)
        taken = locked(self.instance.pk).taken
        if capacity < taken:
            raise forms.ValidationError(f"{taken} places are taken or offered already: give {taken} at least.")
        return capacity


class ExportForm(NamelessReasonForm):
    with_needs = forms.BooleanField(
        label="With what people need",
        required=False,
        help_text="Access, food and communication needs. Only where the file is for whoever sees to them.",
    )

    def __init__(self, *args: Any, may_see_needs: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_see_needs:
            del self.fields["with_needs"]


class TelephoneForm(RegistrationForm):
    """Somebody registers by telephone or letter: the same questions and rules as on the public page."""

    event: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label="Event", error_messages={"required": "Choose the event.", "invalid_choice": "Choose an event from the list."}
    )
    field_order = ["event", "full_name", "email"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["event"].queryset = Event.objects.published().coming().filter(places__isnull=False)  # type: ignore[attr-defined]
        self.fields["consent"].label = "The person has been told how their details are used"
        self.fields["consent"].error_messages["required"] = "Tell the person how their details are used, then tick the box."

    def clean_event(self) -> Event:
        event: Event = self.cleaned_data["event"]
        if not event.is_open:
            raise forms.ValidationError("Registration for this event is not open.")
        return event
