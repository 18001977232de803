"""What staff are asked when they move or cancel a meeting for which people are registered."""

from typing import Any

from django import forms

from citysafe.desk.words import words
from citysafe.history.forms import RecordedForm
from forum import moves
from forum.services.mailings import to_be_told


class MovingForm(RecordedForm):
    """Base of the form of a meeting: what would be mailed to many is asked first."""

    may_see_who_comes = False
    tell = forms.BooleanField(
        label="Tell everybody who is registered",
        required=False,
        help_text="To be ticked where day, time, venue, address or “cancelled” change: they get one mail, five minutes after the last saving.",
    )
    sentence = words("A sentence for that mail", "For example why, or how to get there. It goes to all of them: name nobody.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was = moves.facts(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.cleaned_data.get("tell") and {*moves.FACTS} & {*self.changed_data} and self._tells_somebody():
            self.add_error("tell", self._who_is_told())
        return cleaned

    def _tells_somebody(self) -> bool:
        """Whoever may not see who comes is always asked: that nobody is registered is not theirs to know."""
        event = self.instance
        if not event.pk or not event.has_places or event.has_begun:
            return False
        return not self.may_see_who_comes or self._number() > 0

    def _who_is_told(self) -> str:
        whom = "Everybody who is registered"
        if self.may_see_who_comes:
            whom = "One person who is registered" if self._number() == 1 else f"{self._number():,} people who are registered"
        return f"{whom} will be told by mail. If that is right, tick this box and save again."

    def _number(self) -> int:
        return int(to_be_told(self.instance).count())
