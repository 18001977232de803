"""What staff say when they put figures into a release, move it, let it out, or revise a figure."""

import re
from typing import Any

from django import forms

from citysafe.desk.words import words
from statistics import services
from statistics.comparison import shown_value
from statistics.forms import NO_NUMBER, is_or_was_hidden, names_a_number
from statistics.models import FigureRevision, Observation, Release

NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
NOT_TICKED = "That is not among what waits. Tick what stands here."
NO_TIME = "Enter a time such as 09:30."
NO_DAY = "Enter the day as day/month/year, such as 31/03/2027."
NOT_COMPARED = "Compare each figure with its source first, then tick this."
ONE_OF_TWO = "Choose a release, or tick the box for one of its own: it can be in one alone."
SAY_WHY_LATE = (
    "The release is out. Say below why they are added only now, under “Reason for this change”, and “Tell the public”: "
    "people read it under “What has changed”."
)
SAY_WHAT = "Say what changed and why: the public reads it."


def label_of(figure: Observation) -> str:
    return f"{figure}, {figure.series.area} ({figure.series.source}): {shown_value(figure)}"


class TickedField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """What is no number of a row has not been ticked here: no database need look for it."""
        if any(not NUMBER.fullmatch(str(one)) for one in value or []):
            raise forms.ValidationError(NOT_TICKED)
        return super().clean(value)


class FiguresField(TickedField):
    def label_from_instance(self, figure: Any) -> str:
        return label_of(figure)


class RevisionsField(TickedField):
    def label_from_instance(self, revision: Any) -> str:
        before = shown_value(Observation(value=revision.value_before, missing=revision.missing_before))
        after = shown_value(Observation(value=revision.value, missing=revision.missing))
        figure = revision.observation
        return f"{figure}, {figure.series.area} ({figure.series.source}): {after} in place of {before}"


class FillForm(forms.Form):
    """Everything that waits; what is ticked is in the release."""

    observations = FiguresField(None, label="New figures", required=False)
    revisions = RevisionsField(None, label="Revisions of public figures", required=False)

    def __init__(self, data: Any, *, of: Release) -> None:
        super().__init__(data)
        links = ("series__measure", "series__area", "series__source")
        figures, revisions = self.fields["observations"], self.fields["revisions"]
        figures.queryset = services.figures_that_wait(of).select_related(*links).order_by(*links, "period_end")  # type: ignore[attr-defined]
        revisions.queryset = services.revisions_that_wait(of).select_related(*(f"observation__{link}" for link in links))  # type: ignore[attr-defined]
        figures.initial, revisions.initial = of.observations.all(), of.revisions.all()
        for name in [name for name, field in self.fields.items() if not field.queryset.exists()]:  # type: ignore[attr-defined]
            del self.fields[name]

    @property
    def chosen(self) -> dict[str, list[Any]]:
        return {name: list(self.cleaned_data.get(name) or []) for name in ("observations", "revisions")}


class ReleaseForm(forms.Form):
    """Somebody has looked at everything. Which contents that were, the page says by itself."""

    compared = forms.BooleanField(
        label="I have compared these figures with their sources",
        help_text="From now on you stand for them together with whoever entered them.",
        error_messages={"required": NOT_COMPARED},
    )


class TakeBackForm(forms.Form):
    why = words("Reason", "For staff: it stands in the history.", required=True)


class EarlyAccessFormSet(forms.BaseInlineFormSet):
    """Who saw the figures before. Once they are out, somebody who was forgotten is added with a reason, and the public is told."""

    def clean(self) -> None:
        super().clean()
        is_added = any(form.has_changed() for form in self.extra_forms)
        if is_added and self.instance.has_been_public and not all(self.data.get(words, "").strip() for words in ("why", "public_note")):
            raise forms.ValidationError(SAY_WHY_LATE)


class MoveForm(forms.Form):
    due_on = forms.DateField(
        label="New day", widget=forms.DateInput(attrs={"class": "vDateField"}), error_messages={"required": NO_DAY, "invalid": NO_DAY}
    )
    due_at = forms.TimeField(
        label="Time", widget=forms.TimeInput(attrs={"class": "vTimeField"}), error_messages={"required": NO_TIME, "invalid": NO_TIME}
    )
    only_month_known = forms.BooleanField(
        label="Only the month is settled", required=False, help_text="The calendar then gives the month alone."
    )
    reason = words("Reason", "Public: it stands in the calendar beside the day before.")


class CancelForm(forms.Form):
    because = words("Why is it cancelled?", "Public: it stands in the calendar.", required=True)


class ReviseForm(forms.ModelForm):
    """What a public figure is to say instead."""

    in_own_release = forms.BooleanField(
        label="In a release of its own, for now",
        required=False,
        help_text="For a mistake that cannot wait: a release is made for it alone. It comes out as soon as a colleague releases it.",
    )

    class Meta:
        model = FigureRevision
        fields = ("kind", "value", "missing", "status", "edition", "edition_on", "reason", "release")
        labels = {"kind": "What kind of change is it?", "reason": "What was wrong, or why it was revised"}
        widgets = {
            "reason": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "edition": forms.TextInput(attrs={"class": "vTextField"}),
            "edition_on": forms.DateInput(attrs={"class": "vDateField"}),
        }
        error_messages = {"edition_on": {"invalid": NO_DAY}, "value": {"invalid": "Enter a whole number."}}

    def __init__(self, data: Any, *, of: Observation) -> None:
        says = {name: getattr(of, name) for name in ("value", "missing", "edition", "edition_on")}
        super().__init__(data, initial={**says, "status": Observation.Status.REVISED})
        self.instance.observation, self.of = of, of
        self.instance.value_before, self.instance.missing_before = of.value, of.missing
        release: Any = self.fields["release"]
        release.queryset = Release.objects.filter(state=Release.State.DRAFT, is_cancelled=False)
        release.empty_label = "None yet: it waits"
        release.help_text = "What cannot wait gets a release of its own."

    def clean_reason(self) -> str:
        said: str = self.cleaned_data["reason"].strip()
        if not said:
            raise forms.ValidationError(SAY_WHAT)
        if names_a_number(said) and is_or_was_hidden(self.of, self.cleaned_data.get("missing", "")):
            raise forms.ValidationError(NO_NUMBER)
        return said

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("in_own_release") and self.cleaned_data.get("release"):
            self.add_error("in_own_release", ONE_OF_TWO)
        return cleaned

    def revise(self, *, by: Any) -> FigureRevision:
        said = {**self.cleaned_data}
        if said.pop("in_own_release"):
            return services.revise_alone(observation=self.of, by=by, **said)
        return services.revise(observation=self.of, by=by, **said)
