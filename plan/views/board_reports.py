"""Reports to the board: the list, the paper and its file. What is frozen is read from what was stored alone."""

from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from citysafe.design.other_sites import for_other_sites
from citysafe.publishing.views import public_page
from plan.board.assembling import assemble
from plan.board.canonical import canonical, checksum
from plan.models import BoardReport
from plan.views.pages import SECTION


@public_page
def board_reports(request: HttpRequest, *, preview: bool) -> HttpResponse:
    reports = BoardReport.objects.shown(preview=preview).select_related("plan").defer("content")
    return render(request, "plan/board_reports.html", SECTION | {"reports": reports})


@public_page
def board_report(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    """The paper: stored, or in a preview of a draft as it would be at this moment."""
    report = get_object_or_404(BoardReport.objects.shown(preview=preview), slug=slug)
    content: dict[str, Any] = assemble(report) if report.content is None else report.content
    now = report.checksum if report.is_frozen else checksum(content)
    figures = _still_told(report, content)
    context = {
        "report": report,
        "paper": {**content, "figures": figures},
        "moved": [move for move in content["moves"] if move["kind"] != "unchanged"],
        "unchanged": [move["reference"] for move in content["moves"] if move["kind"] == "unchanged"],
        "checksum": now,
        "is_whole": figures == content["figures"],
        "has_changed": report.is_approved and now != report.checksum,
    }
    return render(request, "plan/board_report.html", SECTION | context)


@for_other_sites
@public_page
def board_report_json(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    """Exactly the bytes of the checksum; none once a figure in it may not be told any more, or one of the report whose checksum it holds."""
    report = get_object_or_404(BoardReport.objects.shown(preview=preview).frozen(), slug=slug)
    content: dict[str, Any] = report.content  # type: ignore[assignment]  # a constraint holds it
    before = BoardReport.objects.frozen().filter(checksum=(content["before"] or {"checksum": None})["checksum"])
    if not all(_is_whole(one) for one in (report, *before)):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{report.slug}.json"'}
    return HttpResponse(canonical(content), content_type="application/json", headers=headers)


def _is_whole(report: BoardReport) -> bool:
    """Whether its checksum may be told: by it one could find a count that is no longer told, by trying a few."""
    content: dict[str, Any] = report.content  # type: ignore[assignment]  # a constraint holds it
    return _still_told(report, content) == content["figures"]


def _still_told(report: BoardReport, content: dict[str, Any]) -> list[dict[str, Any]]:
    """The figures of a paper as they may be told today; those of a draft were read just now."""
    if report.frozen_at is None:
        return list(content["figures"])
    statistics = apps.get_app_config("statistics")
    return statistics.still_told(content["figures"], since=report.frozen_at)  # type: ignore[attr-defined]
