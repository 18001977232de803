"""Boxes for a line of words: printed on lists and in mail, so without web addresses and line breaks."""

import re
from typing import Any

from django import forms

LINK_IN_IT = re.compile(r"://|www\.|[\x00-\x1f\x7f]", re.IGNORECASE)
HOST_IN_IT = re.compile(r"\w[\w-]*[.．。｡][^\W\d_]{2,}(?![\w'’])")
"""“evil.example” anywhere, and neither “Dr. O'Neill Jr.”, “J.R. Smith” nor “J.R.R. Tolkien”."""
INITIALS = re.compile(r"\b(?:[^\W\d_]\.)+(?=[^\W\d_a-z])")
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


class NameField(WordField):
    """Somebody's name, which stands in mail to others: nothing in it that a mail program makes a link of."""

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if HOST_IN_IT.search(INITIALS.sub("", name)):
            raise forms.ValidationError("Write the name alone, without a web address: leave a space after each full stop.")
        return name


def name_field(label: str, missing: str = "", **options: Any) -> WordField:
    return words_field(label, missing, of=NameField, **options)


def words_field(label: str, missing: str = "", *, longest: int = LONGEST, of: type[WordField] = WordField, **options: Any) -> WordField:
    messages = {
        "required": missing,
        "max_length": f"This is longer than {longest} characters: shorten it.",
        "null_characters_not_allowed": "A sign in it cannot be stored: type it again.",
    }
    return of(label=label, max_length=longest, required=bool(missing), error_messages=messages, **options)
