"""The forms of what hangs on a meeting at the desk: its questions and its workshops."""

from typing import Any

from django import forms

from citysafe.history.forms import RecordedFormSet
from forum import services
from forum.desk_forms import MOST_PLACES, a_number
from forum.models import Places, Workshop
from forum.models.question import LONGEST_KEPT
from forum.word_fields import LONGEST, plain

ANSWERED = (
    "People have answered “{}” already. Changing its kind or taking it away erases their answers: say why in “Reason for this change”."
)
PROMISED = "Whoever has answered was told that it is erased after {} days: you can shorten that, not lengthen it."
CHOSEN = "People who have registered chose this workshop: it cannot be taken away."
ANOTHER_LINE = "Take this line away and add one for the other organisation."
REGISTERED = "{taken} of its people have registered already: give {taken} at least."
FEWER = "{taken} places are taken already: give {taken} at least."


class QuestionForm(forms.ModelForm):
    class Meta:
        widgets = {"options": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}

    kept_days = forms.IntegerField(
        label="Kept for, in days",
        initial=7,
        min_value=1,
        max_value=LONGEST_KEPT,
        help_text=f"How many days after the meeting the answers are erased: {LONGEST_KEPT} at most. People read it beside the question.",
        error_messages=a_number(f"Enter a whole number from 1 to {LONGEST_KEPT}."),
    )

    def clean_options(self) -> str:
        """One on each line, put right."""
        lines = [plain(line) for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(f"Each answer has {LONGEST} characters at most.")
        if len(lines) == 1 or len(lines) != len({line.casefold() for line in lines}):
            raise forms.ValidationError("Give two answers at least, each once.")
        return "\n".join(lines)

    def clean_kept_days(self) -> int:
        days: int = self.cleaned_data["kept_days"]
        if self.instance.pk and days > self.initial["kept_days"] and self.instance.answers.exists():
            raise forms.ValidationError(PROMISED.format(self.initial["kept_days"]))
        return days


class QuestionFormSet(RecordedFormSet):
    """A question that has been answered is changed in kind, or taken away, for a reason alone."""

    def clean(self) -> None:
        super().clean()
        if self.data.get("why", "").strip():
            return
        for form in self.initial_forms:
            if {"kind", "DELETE"} & {*form.changed_data} and form.instance.answers.exists():
                raise forms.ValidationError(ANSWERED.format(form.instance))

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        if "kind" in form.changed_data:
            services.erase_answers(obj)
        return super().save_existing(form, obj, commit)


class OrganisationPlacesForm(forms.ModelForm):
    at_most = forms.IntegerField(
        label="At most",
        min_value=1,
        max_value=MOST_PLACES,
        help_text="How many of its people may come. The organisers decide about everybody beyond.",
        error_messages=a_number(f"Enter a whole number from 1 to {MOST_PLACES:,}."),
    )

    def clean(self) -> dict[str, Any]:
        """Never below those who have registered already; nobody of the meeting moves until it is saved."""
        cleaned = super().clean() or {}
        organisation, at_most = cleaned.get("organisation"), cleaned.get("at_most")
        if not (self.instance.event_id and organisation and at_most and self.has_changed()):
            return cleaned
        event = self.instance.event
        list(Places.objects.select_for_update().filter(event=event))
        if self.instance.pk and "organisation" in self.changed_data:
            self.add_error("organisation", ANOTHER_LINE)
            return cleaned
        there = services.of_the_organisation(event, organisation)
        taken = (there.filter(counted_in=self.instance) if self.instance.pk else there).count()
        if at_most < taken:
            self.add_error("at_most", REGISTERED.format(taken=taken))
        return cleaned


class OrganisationPlacesFormSet(RecordedFormSet):
    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        made = super().save_new(form, commit)
        services.count_those_there(made)
        return made


class WorkshopFormSet(RecordedFormSet):
    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002
        saved = super().save_existing(form, obj, commit)
        if "capacity" in form.changed_data:
            services.give_what_is_free(saved)
        return saved


class WorkshopForm(forms.ModelForm):
    capacity = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST_PLACES,
        help_text="How many people can take part.",
        error_messages=a_number(f"Enter a whole number from 1 to {MOST_PLACES:,}."),
    )

    def clean_capacity(self) -> int:
        """Never below what is taken; places that are checked stay as they are until they are saved."""
        capacity: int = self.cleaned_data["capacity"]
        if "capacity" not in self.changed_data or not self.instance.pk:
            return capacity
        taken = self._locked().taken
        if capacity < taken:
            raise forms.ValidationError(FEWER.format(taken=taken))
        return capacity

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("DELETE") and self.instance.pk and self._locked().seats.exists():
            cleaned["DELETE"] = False
            self.add_error(None, CHOSEN)
        return cleaned

    def _locked(self) -> Workshop:
        """After the places of the meeting: these forms come in the order of the day, and people take workshops by number."""
        list(Places.objects.select_for_update().filter(event=self.instance.event_id))
        return Workshop.objects.select_for_update().get(pk=self.instance.pk)
