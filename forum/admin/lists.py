"""Who comes, to take along: a file of everybody who is registered. It is an export, and kept as one."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from citysafe.design.spreadsheet import cell
from citysafe.desk.asking import ask
from forum import services
from forum.desk_forms import ExportForm
from forum.models import Event, Question, Registration
from forum.models.needs import KINDS_OF_NEED

BYTE_ORDER_MARK = "\ufeff"  # so that a spreadsheet opened by double click reads the letters right
COLUMNS = ("reference", "state", "held", "full_name", "email", "organisation", "role", "registered_at", "workshops")
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def export(request: HttpRequest, desk: ModelAdmin, pk: int) -> HttpResponse:
    event = exported(request, pk)
    form = ExportForm(request.POST if request.method == "POST" else None, may_see=request.user.has_perm)
    if request.method != "POST" or not form.is_valid():
        told = [
            "A file with the name, the address and the organisation of everybody who is registered for this event or waits for a place.",
            "It is personal data: keep it where only organisers can open it, and delete it after the event.",
        ]
        return ask(desk, request, form, title="Export registrations", told=told, button="Export", **around(event))
    with_needs, with_answers = (form.cleaned_data.get(name, False) for name in ("with_needs", "with_answers"))
    registrations = event.registrations.live().select_related("organisation", "needs").order_by("pk")
    what = f"Exported registrations {'with' if with_needs else 'without'} needs{' and with answers' if with_answers else ''}"
    services.record_export(event=event, by=request.user, what=what, why=form.cleaned_data["why"])
    return _file(event, registrations, with_needs=with_needs, questions=list(event.form_questions.all()) if with_answers else [])


def exported(request: HttpRequest, pk: int) -> Event:
    """The meeting, for those who may take personal data out of the site."""
    if not request.user.has_perm("forum.export_registration"):
        raise PermissionDenied
    return get_object_or_404(Event, pk=pk)


def around(event: Event) -> dict[str, Any]:
    return {"subtitle": event, "back": (reverse("admin:forum_event_change", args=[event.pk]), str(event))}


def _file(event: Event, registrations: QuerySet[Registration], *, with_needs: bool, questions: list[Question]) -> HttpResponse:
    buffer = io.StringIO(BYTE_ORDER_MARK, newline="")
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow([*COLUMNS, *KINDS_OF_NEED * with_needs, *(cell(question.words) for question in questions)])
    for registration in registrations.prefetch_related("seats__workshop", "answers"):
        writer.writerow([cell(value) for value in _row(registration, with_needs=with_needs, questions=questions)])
    headers = {"Content-Disposition": f'attachment; filename="registrations-{event.slug}.csv"', "Cache-Control": "no-store"}
    return HttpResponse(buffer.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _row(registration: Registration, *, with_needs: bool, questions: list[Question]) -> Iterator[str]:
    yield from (registration.reference, registration.get_state_display(), "yes" if registration.is_held else "no")
    yield from (registration.full_name or "", registration.email or "", registration.of_organisation, registration.role or "")
    yield timezone.localtime(registration.registered_at).isoformat(sep=" ", timespec="minutes")
    yield "; ".join(seat.workshop.title for seat in registration.seats.all() if seat.is_kept)
    if with_needs:
        needs = getattr(registration, "needs", None)
        yield from (getattr(needs, name, "") for name in KINDS_OF_NEED)
    answers = {answer.question_id: answer.words for answer in registration.answers.all()}
    yield from (answers.get(question.pk, "") for question in questions)
