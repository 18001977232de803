"""Numbers in words that stand beside hidden counts. Days, months, years, lengths of periods and notes may be named there, and no other number. No Django here."""

import re

UNTOLD = "It is not told here, because the words name a number: a count beside them is confidential."

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATES = re.compile(
    rf"""\b(?:[0-3]?\d(?:st|nd|rd|th)?\ )?{_MONTH}(?:\ (?:1[7-9]|20|21)\d\d)?\b  # 11 March 2024, March 2024
    | \b[0-3]?\d/[01]?\d/(?:1[7-9]|20|21)\d\d\b
    | (?<![\d.,])(?:1[7-9]|20|21)\d\d(?:[/–-]\d\d)?(?![\d,.]?\d)  # 2024, 2023/24
    | \b(?:3|6|9|12|24|36)\ months\b
    | \bnotes?\ \d{{1,3}}\b""",
    re.VERBOSE,
)
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,12}")


def are_in(words: str) -> bool:
    return any(sign.isnumeric() for sign in _DATES.sub(" ", words))


def counts(words: str) -> set[int]:
    """The numbers in it that are written in digits and belong to no date."""
    return {int(number.replace(",", "")) for number in _COUNT.findall(_DATES.sub(" ", words))}


def kept_back(words: str) -> str:
    """The words, or in their place that they are not told."""
    return UNTOLD if are_in(words) else words
