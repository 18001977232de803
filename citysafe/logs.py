"""What the log may hold: the pattern of an address, never the address itself, its query, a body or a token."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any


class AddressPattern(logging.Filter):
    """Puts the address's pattern in the place of the path that Django logs with each refused or failed request."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            pattern = f"/{match.route}" if match else "(no such address)"
            record.args = tuple(pattern if argument == path else argument for argument in record.args)
        return True


class WithoutWords(logging.Formatter):
    """Where a fault came from and of which kind it is; its words may be what somebody typed, as a database's are."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # as another handler may have written it
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 (its name in logging)
        return "\n".join(_traceback(ei[1]))


def _traceback(error: BaseException) -> Iterator[str]:
    """What it came of, the faults of a group, and the fault itself."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for part in (before, *getattr(error, "exceptions", ())):
        if part:
            yield from _traceback(part)
    yield f"Traceback:\n{''.join(traceback.format_tb(error.__traceback__))}{type(error).__name__}"


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "citysafe.logs.WithoutWords", "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"pattern": {"()": "citysafe.logs.AddressPattern"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["pattern"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # From DEBUG on it writes out all that a template knows, private links among it: never, whatever else is looked into.
        "django.template": {"level": "INFO"},
        # Strangers try hosts all day: they get their 400, the log needs no traceback of it.
        "django.security.DisallowedHost": {"level": "CRITICAL", "propagate": False},
    },
}
