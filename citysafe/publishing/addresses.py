"""Where staff see a page before the public does."""

PREVIEW_PREFIX = "/preview"


def preview_of(address: str) -> str:
    return f"{PREVIEW_PREFIX}{address}"
