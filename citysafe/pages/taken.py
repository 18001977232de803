"""The address parts that other rooms of the site have: a standing page there would never be seen."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver


def taken() -> set[str]:
    """The first part of every address of the site, but for those that a standing page gives itself."""
    return {settings.STATIC_URL.strip("/"), *_first_parts(get_resolver().url_patterns)}


def _first_parts(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        route = str(pattern.pattern)
        if not route and isinstance(pattern, URLResolver):
            yield from _first_parts(pattern.url_patterns)
        elif not route.startswith("<"):
            yield route.split("/")[0]
