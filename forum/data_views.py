"""What is held about whoever has the private link, to read, to print and to take along. Reading it changes nothing."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from citysafe.privacy import access
from forum.models import Registration
from forum.private_pages import around, mine_only


@mine_only
def data(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    return render(request, "forum/data.html", around(registration.event) | {"token": token, "held": _held(registration)})


@mine_only
def as_file(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    attached = {"Content-Disposition": f'attachment; filename="registration-{registration.reference}.json"'}
    return JsonResponse(_held(registration).as_json(), json_dumps_params={"ensure_ascii": False, "indent": 2}, headers=attached)


def _held(registration: Registration) -> access.Held:
    return access.held(access.of_row("forum.Registration", registration.pk))
