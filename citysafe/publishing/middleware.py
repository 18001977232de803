from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from citysafe.publishing.models import FormerAddress, Publishable

LONGEST_ADDRESS = 200


class FormerAddressMiddleware:
    """Where nothing is found, an address that something published used to have leads on to its new one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        address = new_address(request.path)
        return HttpResponsePermanentRedirect(address) if address else response


def new_address(path: str) -> str | None:
    if len(path) > LONGEST_ADDRESS or "\x00" in path:
        return None
    former = FormerAddress.objects.filter(path=path).first()
    model = former.content_type.model_class() if former else None
    if former is None or model is None:
        return None
    public = model.objects.published() if issubclass(model, Publishable) else model._base_manager.all()
    page: Any = public.filter(pk=former.object_id).first()
    return page.get_absolute_url() if page and page.get_absolute_url() != path else None
