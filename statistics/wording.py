"""Numbers as people read them. No Django here."""

from datetime import date
from fractions import Fraction

MINUS = "−"


def count(value: int) -> str:
    """“6,942”, and “−828” with the true minus sign."""
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


def difference(value: int) -> str:
    """“+41”, “−828”, “0”."""
    return f"+{value:,}" if value > 0 else count(value)


def counted(value: int, one: str, many: str) -> str:
    """“1 person”, “6,114 offences”, “no offences”."""
    return f"no {many}" if value == 0 else f"{count(value)} {one if value == 1 else many}"


def whole(exact: Fraction) -> int:
    """The nearest whole number, half away from zero."""
    size = (abs(exact) * 2 + 1) // 2
    return int(-size if exact < 0 else size)


def decimal(exact: Fraction, places: int) -> str:
    """At most so many places, half away from zero, more only where rounding would turn it into another whole number."""
    rounded = Fraction(whole(exact * 10**places), 10**places)
    while rounded.denominator == 1 and rounded != exact:
        places += 1
        rounded = Fraction(whole(exact * 10**places), 10**places)
    sign = "-" if rounded < 0 else ""
    units, rest = divmod(abs(rounded), 1)
    digits = f"{int(rest * 10**places):0{places}d}".rstrip("0")
    return f"{sign}{int(units)}{'.' if digits else ''}{digits}"


def fixed(exact: Fraction, places: int) -> str:
    """Exactly so many places, half away from zero, with thousands commas: “12.0”, “1,007.3”."""
    units, rest = divmod(whole(abs(exact) * 10**places), 10**places)
    sign = MINUS if exact < 0 and (units or rest) else ""
    return f"{sign}{units:,}.{rest:0{places}d}"


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"


def spoken(number: str) -> str:
    """A number for a file as the page writes it: true minus sign, thousands commas."""
    sign, digits = (MINUS, number[1:]) if number.startswith("-") else ("", number)
    units, _, rest = digits.partition(".")
    return f"{sign}{int(units):,}{'.' if rest else ''}{rest}"
