"""What staff enter of a figure."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Q

from citysafe.history.forms import RecordedForm
from statistics import counts_in_words, notes, services, shown, wording
from statistics.models import FigureRevision, Observation, Release, Series, SeriesBreak
from statistics.periods import Period
from statistics.relation_forms import RelationForm
from statistics.services.suppressing import KEEPS_HIDDEN

NO_NUMBER = "The figure is hidden, or was until now: anybody could read it here. Say it without a number."
BESIDE_HIDDEN = "It stands beside a figure that is hidden from the public, and a number in it could tell that figure. Say it without one."
IS_THE_COUNT = "{count} is a count that is hidden from the public. Say it without that number."
WHICH_COUNT = {"series", "period_start", "period_end", "value", "missing"}
NOTE_HELP = (
    "One plain sentence, shown on the site under “What has changed” and beside the figure. "
    "Where the figure is confidential, or was until now, give no number, neither in digits nor in words."
)


def names_a_number(words: str) -> bool:
    return any(sign.isnumeric() for sign in words)


def is_or_was_hidden(figure: Observation, says: str) -> bool:
    """As confidential, now or from now on, or because a confidential figure could be worked out from it."""
    return Observation.Missing.CONFIDENTIAL in {figure.missing, says} or figure.pk in shown.keys_hidden_now_or_then()


class ObservationForm(RecordedForm):
    """Also keeps a confidential count out of the words about its own correction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "public_note" in self.fields:  # it is not, for those who only look
            self.fields["public_note"].help_text = NOTE_HELP

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        says = self.cleaned_data.get("missing", "")
        if names_a_number(self.cleaned_data.get("public_note", "")) and is_or_was_hidden(self.instance, says):
            self.add_error("public_note", NO_NUMBER)
        for name, names in (("note", names_a_number), ("period_note", counts_in_words.are_in)):
            if names(self.cleaned_data.get(name, "")) and is_or_was_hidden(self.instance, says):
                self.add_error(name, BESIDE_HIDDEN)
        self._refuse_to_show()
        return cleaned

    def _refuse_to_show(self) -> None:
        """The service refuses it as well; here what was typed stays in the boxes."""
        stored = Observation.objects.filter(pk=self.instance.pk).first() if WHICH_COUNT & {*self.changed_data} else None
        if stored is not None and services.keeps_hidden(stored):
            self.add_error(None, KEEPS_HIDDEN)


class AnnotationForm(RecordedForm):
    """Keeps numbers out of the words about an event that bears on a hidden figure."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        naming = [name for name in ("title", "words") if counts_in_words.are_in(said.get(name, ""))]
        if naming and said.get("areas") and said.get("starts_on") and said.get("ends_on"):
            bears_on = Period(said["starts_on"], said["ends_on"]), said["areas"], said.get("measures", ())
            if any(notes.is_beside(figure, *bears_on) for figure in shown.figures_hidden_now_or_then()):
                for name in naming:
                    self.add_error(name, BESIDE_HIDDEN)
        return cleaned


class BreakForm(forms.ModelForm):
    class Meta:
        model = SeriesBreak
        fields = ("on", "reason")

    def clean_reason(self) -> str:
        said: str = self.cleaned_data["reason"]
        of = self.instance.series_id
        if counts_in_words.are_in(said) and any(figure.series_id == of for figure in shown.figures_hidden_now_or_then()):
            raise forms.ValidationError(BESIDE_HIDDEN)
        return said


class MeasureForm(RelationForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        _refuse_hidden_counts(self, ("no_figure_note",), lambda figure: figure.series.measure_id == self.instance.pk)
        return cleaned


class ReleaseWordsForm(RecordedForm):
    instance: Release

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        held = Q(observations__release=self.instance.pk) | Q(observations__revisions__release=self.instance.pk)
        series = set(Series.objects.filter(held).values_list("pk", flat=True)) if self.instance.pk else set()
        _refuse_hidden_counts(self, ("title", "summary", "notes"), lambda figure: figure.series_id in series)
        return cleaned


def _refuse_hidden_counts(form: RecordedForm, names: Iterable[str], is_told_of: Callable[[Observation], bool]) -> None:
    """What the database still knows of a hidden figure: its count, where another is the confidential one, and its past."""
    naming = {name: counts for name in names if (counts := counts_in_words.counts(form.cleaned_data.get(name) or ""))}
    hidden = [figure for figure in shown.figures_hidden_now_or_then() if is_told_of(figure)] if naming else []
    past = FigureRevision.objects.filter(observation__in=hidden).values_list("value", "value_before")
    known = {figure.value for figure in hidden} | {count for pair in past for count in pair}
    for name, counts in naming.items():
        if told := counts & known:
            form.add_error(name, IS_THE_COUNT.format(count=wording.count(min(told))))
