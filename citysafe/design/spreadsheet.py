"""Files that people open in a spreadsheet. No Django here."""

import re

A_NUMBER = re.compile(r"-?\d+(\.\d+)?")
A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: str) -> str:
    """Text that a spreadsheet would run as a formula is marked as text; numbers below zero stay numbers."""
    if value.startswith(A_FORMULA) and not A_NUMBER.fullmatch(value):
        return f"'{value}"
    return value
