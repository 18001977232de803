"""Open data that pages of other sites may read, without a cookie; everything else on this site is for its own pages alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# What a browser asks before it sends a header of its own, such as the ETag that a script has kept.
ASKED_FIRST = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def for_other_sites(view: View) -> View:
    """Let pages of other sites read what a view gives, unless it is a preview. The outermost middleware sets the headers, for a 304 would lose them."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, preview: bool = False, **parts: Any) -> HttpResponseBase:
        if preview:
            return view(request, *args, preview=True, **parts)
        request.is_for_other_sites = True  # type: ignore[attr-defined]
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=ASKED_FIRST)
        return view(request, *args, **parts)

    return opened


def is_open(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answer is open data or says why there is none; not the house's own page for a fault."""
    is_house_page = response.status_code >= 400 and response.headers.get("Content-Type", "").startswith("text/html")
    return getattr(request, "is_for_other_sites", False) and not is_house_page
