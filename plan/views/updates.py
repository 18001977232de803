"""The reports of a partner's organisations: as they were sent, and what was decided."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from citysafe.design.paging import page_of
from citysafe.publishing.views import public_file
from plan.downloads import download
from plan.models import Action, ProgressUpdate, Report
from plan.models.report import ReportQuerySet
from plan.services import reporting
from plan.views.partners import partner_page

ON_A_PAGE = 25


@require_safe
@partner_page
def updates(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/updates.html", {"page": page_of(request, _own(request), ON_A_PAGE)})


@require_safe
@partner_page
def report(request: HttpRequest, pk: int) -> HttpResponse:
    report = _one(request, pk)
    later = _own(request).filter(action=report.action, period_ends_on=report.period_ends_on, pk__gt=report.pk).first()
    led = Action.objects.led_by_organisations_of(request.user).unfinished().filter(pk=report.action_id)  # type: ignore[arg-type]
    milestones = report.milestones.select_related("milestone")
    return render(request, "partners/update.html", {"report": report, "later": later, "milestones": milestones, "may_change": led.exists()})


@require_safe
@partner_page
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "partners/sent.html", {"report": _one(request, pk)})


@require_safe
@partner_page
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    return download(_one(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    report, refusal = _one(request, pk), ""
    if request.method == "POST":
        try:
            reporting.withdraw(report=report, by=request.user)  # type: ignore[arg-type]
        except ValidationError as told:
            refusal = " ".join(told.messages)
        else:
            return redirect(report)
    return render(request, "partners/withdraw.html", {"report": report, "refusal": refusal})


@public_file
def public_evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was published with a progress note, as long as the note itself can be read."""
    public = ProgressUpdate.objects.published().filter(report__evidence_is_public=True).select_related("report__action")
    return download(get_object_or_404(public, pk=pk).report)


def _own(request: HttpRequest) -> ReportQuerySet:
    return Report.objects.of_organisations_of(request.user).select_related("action__lead", "organisation")  # type: ignore[arg-type]


def _one(request: HttpRequest, pk: int) -> Report:
    return get_object_or_404(_own(request), pk=pk)
