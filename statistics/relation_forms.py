"""What staff say when they change wholes, parts or sources, and when they agree to show what was hidden or drop it."""

from django import forms

from citysafe.desk.words import words
from citysafe.history.forms import RecordedForm
from statistics.models import RelationChange
from statistics.models.relation_change import relations_of
from statistics.services import relating, showing

NOT_LOOKED = "Look at each figure first, then tick this."


class RelationForm(RecordedForm):
    """A change that would show what is hidden needs a reason, and that none of the same thing waits."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        wanted = relations_of(self.instance)
        if self.errors or wanted == relating.stored_relations(self.instance):
            return
        if self.instance.pk and RelationChange.objects.open().of(self.instance).exists():
            self.add_error(None, relating.WAITS)
        elif not self.cleaned_data["why"] and showing.of(self.instance, wanted).keys:
            self.add_error("why", relating.SAY_WHY)


class AgreeForm(forms.Form):
    looked_at = forms.BooleanField(
        label="I have looked at these figures, and they may be shown",
        help_text="From now on you stand for it together with whoever asked.",
        error_messages={"required": NOT_LOOKED},
    )


class DropForm(forms.Form):
    because = words("Why is it dropped?", "For staff: it stands in the history.", required=True)
