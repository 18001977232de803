"""What the log may hold: the pattern of an address, never the address itself, its query, a body or a token."""

import logging
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


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"pattern": {"()": "citysafe.logs.AddressPattern"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["pattern"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # Strangers try hosts all day: they get their 400, the log needs no traceback of it.
        "django.security.DisallowedHost": {"level": "CRITICAL", "propagate": False},
    },
}
