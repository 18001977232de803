"""Whether figures are seen before their release: decided once for each answer, by who is signed in, and asked where figures are read.

What answers nobody, such as a command, works with all figures.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest

RIGHT = "statistics.see_early_observation"

_decision: ContextVar[Callable[[], bool]] = ContextVar("whether figures are seen early", default=lambda: True)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    """Until the answer is written, figures are seen as whoever asks may see them: on a public page nobody is known."""
    before = _decision.set(lambda: hasattr(request, "user") and request.user.has_perm(RIGHT))
    try:
        yield
    finally:
        _decision.reset(before)


def is_seen() -> bool:
    return _decision.get()()


def figures(*, preview: bool) -> bool:
    """Whether a preview shows more of the figures than the public has at this moment."""
    return preview and is_seen()
