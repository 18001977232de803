"""Files that people open in a spreadsheet. No Django here."""

import re

A_NUMBER = re.compile(r"-?\d+(\.\d+)?")
A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: str) -> str:
    """Text that a spreadsheet would run as a formula is marked as text, and so is text that looks marked; numbers stay numbers."""
    if value.lstrip("'").startswith(A_FORMULA) and not A_NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def plain(value: str) -> str:
    """The text that `cell` marked, as it was before."""
    return value[1:] if value.startswith("'") and value.lstrip("'").startswith(A_FORMULA) else value
