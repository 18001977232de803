"""The stamp of a public form: when it was fetched and which one it is, signed; and a bait for programs that fill in everything."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing

SALT = "citysafe.publishing.stamp"
SOONEST = 3  # seconds in which nobody fills in a form
LATEST = 24 * 60 * 60
SEND_AGAIN = "This page has changed, or was open for too long. Everything you typed is still here: please send it again."


@dataclass(frozen=True)
class Stamp:
    """What a form was given when it was fetched. `key` is its own: sent twice, it is one thing done once."""

    key: UUID
    subject: str
    made_at: float

    @property
    def age(self) -> float:
        return time.time() - self.made_at


def new(subject: str) -> str:
    """A stamp for a form about `subject`, such as “register 12”."""
    return signing.dumps([uuid4().hex, subject, int(time.time())], salt=SALT)


def read(text: str, subject: str) -> Stamp | None:
    """The stamp, if it is ours and for this form."""
    try:
        key, about, made_at = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return Stamp(UUID(key), about, made_at) if about == subject else None


class StampedForm(forms.Form):
    """Base of every public form: `subject` says what it is about, so that no stamp serves for another."""

    stamp = forms.CharField(
        widget=forms.HiddenInput,
        max_length=400,
        required=False,
        error_messages=dict.fromkeys(("max_length", "null_characters_not_allowed"), SEND_AGAIN),
    )
    website = forms.CharField(
        label="Leave this box empty",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, subject: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.subject = subject
        self.stamped: Stamp | None = None
        self.initial["stamp"] = new(subject)

    def clean_stamp(self) -> str:
        text = self.cleaned_data["stamp"]
        self.stamped = read(text, self.subject)
        if self.stamped is None or self.stamped.age > LATEST:
            raise forms.ValidationError(SEND_AGAIN)
        return text

    @property
    def fresh_stamp(self) -> str:
        """For the form as it is shown again: the same stamp, or a new one where that is no longer good."""
        is_good = self.is_bound and self.stamped is not None and self.stamped.age <= LATEST
        return self.data["stamp"] if is_good else new(self.subject)

    @property
    def looks_automatic(self) -> bool:
        """Filled in faster than anybody types, or the bait taken: it is held, never refused."""
        return bool(self.cleaned_data.get("website")) or self.stamped is None or self.stamped.age < SOONEST
