"""The reference by which somebody asks about a registration."""

from hashlib import sha256
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that is read out as something else; 32 letters, five bits each
LETTERS = 8


def reference_of(key: UUID) -> str:
    """The reference of the form with this key, such as “KF7M-2MQX”: the same each time, and no way back to the key."""
    number = int.from_bytes(sha256(key.bytes).digest()[:5])
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in range(LETTERS))
    return f"{letters[:4]}-{letters[4:]}"
