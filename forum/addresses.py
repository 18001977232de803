"""When two e-mail addresses are the same."""

import unicodedata


def email_key(address: str) -> str:
    """The form in which addresses are compared: without spaces around, composed (NFC), in lower case; nothing cleverer."""
    return unicodedata.normalize("NFC", address.strip()).lower()
