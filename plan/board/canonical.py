"""The one way to write a report as bytes, so that the same content always has the same checksum. No Django here."""

import hashlib
import json
from typing import Any


def canonical(content: dict[str, Any]) -> bytes:
    """JSON in UTF-8: keys sorted, no space between, letters as they are."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def checksum(content: dict[str, Any]) -> str:
    """SHA-256 over those bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()
