"""What comes in is read as UTF-8, whatever it says of itself."""

import codecs
from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

NOT_UTF_8 = "A form is sent in UTF-8."


class Request(WSGIRequest):
    """A request of which no visitor chooses by which of Python's codecs it is decoded.

    Some codecs are none for text: Django would fail before any page, of ours or its own, could answer. A query is UTF-8 by the
    standard of addresses; a form that says to be anything else is refused where it would be read, instead of being misread.
    """

    is_in_utf_8 = True

    def __init__(self, environ: dict[str, Any]) -> None:
        try:
            super().__init__(environ)
        except ValueError:  # a parameter of the Content-Type names a codec that there is not: x*=nonsense''…
            super().__init__({**environ, "CONTENT_TYPE": ""})
            self.is_in_utf_8 = False

    @property
    def encoding(self) -> None:
        """Django's word for its default, which is UTF-8."""

    @encoding.setter
    def encoding(self, said: str) -> None:
        self.is_in_utf_8 = codecs.lookup(said).name == "utf-8"

    def _load_post_and_files(self) -> None:
        if self.method == "POST" and not self.is_in_utf_8:
            self._mark_post_parse_error()  # type: ignore[attr-defined]
            raise BadRequest(NOT_UTF_8)
        super()._load_post_and_files()


class Application(WSGIHandler):
    request_class = Request
