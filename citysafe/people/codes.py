"""The code with which somebody signs in. It is made of a key outside the database: a copy of the database tells none."""

import secrets

from django.utils.crypto import salted_hmac

from citysafe.people.models import SignInCode

DIGITS = 8


def code_of(asked: SignInCode) -> str:
    """Eight digits in two groups, such as “0123 4567”; the same each time for the same asking."""
    told = f"{asked.pk} {asked.user_id} {asked.asked_at.isoformat()}"
    digits = f"{int(_keyed('code', told), 16) % 10**DIGITS:0{DIGITS}}"
    return f"{digits[: DIGITS // 2]} {digits[DIGITS // 2 :]}"


def is_right(asked: SignInCode, typed: str) -> bool:
    """Spaces and hyphens between the digits do not matter."""
    return secrets.compare_digest(_bare(typed).encode(), _bare(code_of(asked)).encode())


def fingerprint(email: str) -> str:
    """What an address that a code was asked for is known by; nobody without the key can tell which address that is."""
    return _keyed("address", email.lower())


def _keyed(what: str, text: str) -> str:
    return salted_hmac(f"citysafe.people.codes.{what}", text, algorithm="sha256").hexdigest()


def _bare(code: str) -> str:
    return "".join(sign for sign in code if sign not in " -\u00a0\u2013")
