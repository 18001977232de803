"""The forms of the staff desk that are more than a thing's fields."""

from collections.abc import Callable
from typing import Any

from django import forms

from citysafe.desk.words import NamelessReasonForm
from forum.forms import RegistrationForm
from forum.models import Event
from forum.models.event import MOST_DAYS_BEFORE
from forum.moving_form import MovingForm
from forum.services.places import locked

MOST_PLACES = 100_000
NOT_EMPTIED = "Places once given cannot be taken away altogether. To end registration, set the moment at which it closes."


def a_number(told: str) -> dict[str, str]:
    return {"invalid": told, "min_value": told, "max_value": told}


def days_before(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=MOST_DAYS_BEFORE,
        help_text="So many days before, at 9am: to everybody who has a place. Empty: none.",
        error_messages=a_number(f"Enter a whole number of days from 1 to {MOST_DAYS_BEFORE}."),
    )


class EventForm(MovingForm):
    first_reminder = days_before("First reminder")
    last_reminder = days_before("Last reminder")
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

    with_answers = forms.BooleanField(
        label="With the answers to the event’s questions",
        required=False,
        help_text="Only where they are needed. They are erased at the time that stands beside each question: erase the file no later.",
    )

    def __init__(self, *args: Any, may_see: Callable[[str], bool], **options: Any) -> None:
        """`may_see`: whether a permission such as “forum.view_needs” is there."""
        super().__init__(*args, **options)
        for name, needed in (("with_needs", "forum.view_needs"), ("with_answers", "forum.view_answer")):
            if not may_see(needed):
                del self.fields[name]


class RefusalForm(NamelessReasonForm):
    tells = forms.BooleanField(label="Tell the person this reason", required=False, help_text="It stands in the mail and on their page.")


class MoveForm(NamelessReasonForm):
    event: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None,
        label="To which event",
        error_messages={"required": "Choose the event.", "invalid_choice": "Choose an event from the list."},
    )
    field_order = ["event", "why"]

    def __init__(self, *args: Any, of: Any, **options: Any) -> None:
        super().__init__(*args, of=of, **options)
        others = Event.objects.published().coming().filter(places__isnull=False, is_cancelled=False).exclude(pk=of.event_id)
        self.fields["event"].queryset = others  # type: ignore[attr-defined]

    def clean_event(self) -> Event:
        event: Event = self.cleaned_data["event"]
        if event.has_begun:
            raise forms.ValidationError("This event has begun.")
        return event


class TelephoneForm(RegistrationForm):
    """Somebody registers by telephone or letter: the same questions and rules as on the public page.

    What an event asks of its own stands in the form once it is chosen. A stamp belongs to what was asked, so that a form
    sent for another event comes back with the questions of that one.
    """

    shares_name = None  # type: ignore[assignment]  # for the person alone to decide, by their private link
    event: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label="Event", error_messages={"required": "Choose the event.", "invalid_choice": "Choose an event from the list."}
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        coming: Any = Event.objects.published().coming().filter(places__isnull=False)
        event = _chosen(data, coming)
        asks_more = event is not None and (event.form_questions.exists() or event.workshops.exists())
        subject = f"register at the desk {event.pk}" if asks_more else "register at the desk"  # type: ignore[union-attr]
        has_a_place = event is None or event.gives_places
        super().__init__(data, subject=subject, event=event, has_a_place=has_a_place, initial={"event": event}, **options)
        self.fields["event"].queryset = coming  # type: ignore[attr-defined]
        self.fields["consent"].label = "The person has been told how their details are used"
        self.fields["consent"].error_messages["required"] = "Tell the person how their details are used, then tick the box."

    def clean_event(self) -> Event:
        event: Event = self.cleaned_data["event"]
        if not event.is_open:
            raise forms.ValidationError("Registration for this event is not open.")
        return event


def _chosen(data: Any, coming: Any) -> Event | None:
    """The event of a form that was sent; before that, the only one that there is."""
    if data is None:
        only = list(coming[:2])
        return only[0] if len(only) == 1 else None
    number = str(data.get("event", ""))
    return coming.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 19 else None
