"""Boxes for a line of words: printed on lists and in mail, so without web addresses and line breaks."""

import re
from typing import Any

from django import forms

LINK_IN_IT = re.compile(r"://|www\.|[\x00-\x1f\x7f]", re.IGNORECASE)
LONGEST = 120


def plain(words: str) -> str:
    """One line without a web address."""
    if LINK_IN_IT.search(words):
        raise forms.ValidationError("Leave web addresses and line breaks out.")
    return " ".join(words.split())


class WordField(forms.CharField):
    """One line of words, with spaces put right."""

    def clean(self, value: Any) -> str:
        return plain(super().clean(value))


def words_field(label: str, missing: str = "", *, longest: int = LONGEST, **options: Any) -> WordField:
    messages = {
        "required": missing,
        "max_length": f"This is longer than {longest} characters: shorten it.",
        "null_characters_not_allowed": "A sign in it cannot be stored: type it again.",
    }
    return WordField(label=label, max_length=longest, required=bool(missing), error_messages=messages, **options)
