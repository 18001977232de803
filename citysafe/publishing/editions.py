"""An edition of the site: what was rendered since something public changed last. It serves everybody until the next change.

Each process keeps its own. One query tells whether it is still the newest: whoever published has raised the version
in the same transaction (`watching`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import set_response_etag

from citysafe.history.models import Revision
from citysafe.publishing.models import DataVersion, Publishable

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Kept:
    """A page as it went out."""

    body: bytes
    headers: dict[str, str]
    reads_query: bool

    def response(self) -> HttpResponse:
        return HttpResponse(self.body, headers=self.headers)


@dataclass(frozen=True)
class Edition:
    """All that holds for one version of the data, from one moment up to another at which something changes by itself."""

    token: str | None
    since: datetime
    until: datetime
    pages: dict[str, Kept] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)


_newest: Edition | None = None


def current(request: HttpRequest) -> Edition:
    """The edition of this moment, the same one for as long as a request lasts. It is asked for before the data is read."""
    edition: Edition | None = getattr(request, "edition", None)
    if edition is None:
        edition = request.edition = _find()  # type: ignore[attr-defined]
    return edition


def _find() -> Edition:
    global _newest
    token = DataVersion.objects.values_list("token", flat=True).first()
    now, edition = timezone.now(), _newest
    if token is None:
        return Edition(None, now, now)
    if edition is None or edition.token != token or not edition.since <= now < edition.until:
        edition = _newest = Edition(token, now, min([_quarter(now), *_moments(now)]))
    return edition


def page(request: HttpRequest, render: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The page as this edition has it; else it is rendered and, if it is one for everybody, kept."""
    edition = current(request)
    kept = edition.pages.get(request.path_info)
    has_query = bool(request.META.get("QUERY_STRING"))
    if kept and not (kept.reads_query and has_query):
        return kept.response()
    response = render()
    reads_query = "GET" in vars(request)  # Django parses the query when it is first asked for
    if edition.token and isinstance(response, HttpResponse) and response.status_code == 200 and not (reads_query and has_query):
        set_response_etag(response)
        edition.pages[request.path_info] = Kept(response.content, dict(response.headers), reads_query)
    return response


def shared(request: HttpRequest, name: str, read: Callable[[], Any]) -> Any:
    """What stands on every page, read once an edition."""
    edition = current(request)
    if name not in edition.shared or not edition.token:
        edition.shared[name] = read()
    return edition.shared[name]


def _quarter(now: datetime) -> datetime:
    """The next quarter of an hour, of which midnight is one: what is late, past or under way changes by the clock."""
    return now + QUARTER - timedelta(seconds=now.timestamp() % QUARTER.total_seconds())


def _moments(now: datetime) -> list[datetime]:
    """The next moment for which something was published, or was recorded by a clock that is ahead of this one; one query."""
    coming: list[Any] = [Revision.objects.filter(at__gt=now).order_by().values_list("at", flat=True)]
    for model in apps.get_models():
        if issubclass(model, Publishable):
            published = model._base_manager.filter(state=Publishable.State.PUBLISHED).order_by()
            coming += [published.filter(**{f"{name}__gt": now}).values_list(name, flat=True) for name in model.moments]
    return list(coming[0].union(*coming[1:]).order_by("at")[:1])
