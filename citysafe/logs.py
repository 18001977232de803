"""What the log may hold: the pattern of an address, never the address itself, its query, a body or a token."""

import logging


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
