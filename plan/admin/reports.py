"""What partners sent, and what an editor decides."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from citysafe.design.text import day
from citysafe.history.recording import HistoryAdmin
from citysafe.work.attention import AttentionFilter, Matter
from citysafe.work.read_only import ReadOnly
from plan import proposals
from plan.decision_forms import APPROVE, RETURN, DecisionForm
from plan.downloads import download
from plan.models import Report
from plan.services import approving

MAY_DECIDE = "plan.manage_report"
LIST = "admin:plan_report_changelist"
TOLD = "Editors approve what partners report: it is published then. Those that wait stand first, the oldest on top."
WAITS_FIRST = Case(When(decision="pending", then=0), default=1)


@admin.register(Report)
class ReportAdmin(ReadOnly, HistoryAdmin):
    matters = {"waiting": Matter("Partner reports that wait for approval", lambda reports: reports.pending())}
    list_display = ("__str__", "title", "organisation", "decision", "sent")
    list_filter = (AttentionFilter, "decision", ("organisation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("action", "organisation")
    search_fields = ("title", "action__reference", "action__title", "organisation__name")
    search_help_text = "Search by title, action or organisation."
    list_per_page = 50
    fieldsets = ((None, {"fields": ("decision",), "description": TOLD}),)

    def get_ordering(self, request: HttpRequest) -> Any:
        return [WAITS_FIRST.asc(), "submitted_at", "pk"]

    @admin.display(description="sent", ordering="submitted_at")
    def sent(self, report: Report) -> str:
        return day(report.submitted_at)

    def get_urls(self) -> list[Any]:
        shown = self.admin_site.admin_view
        own = {"decide": self.decide, "evidence": self.evidence}
        return [*(path(f"<int:pk>/{name}/", shown(view), name=f"plan_report_{name}") for name, view in own.items()), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": "Partner reports", "subtitle": TOLD})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The report beside what stands now; what is decided goes to an address of its own."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        report = self.get_object(request, object_id)
        if report is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        may_be_decided = report.is_pending and request.user.has_perm(MAY_DECIDE)
        return self._page(request, report, DecisionForm(None, report=report) if may_be_decided else None)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One of the three decisions; where it cannot be, the page again with what was typed."""
        if not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        report = get_object_or_404(Report, pk=pk)
        if request.method != "POST" and not report.is_pending:
            return redirect("admin:plan_report_change", pk)
        form = DecisionForm(request.POST if request.method == "POST" else None, report=report)
        if form.is_valid():
            try:
                said = _decide(report, form, request)
            except ValidationError as refusal:
                report = get_object_or_404(Report, pk=pk)
                _tell(form, refusal)
            else:
                self.message_user(request, said, messages.SUCCESS)
                return redirect(LIST)
        return self._page(request, report, form)

    def _page(self, request: HttpRequest, report: Report, form: DecisionForm | None) -> HttpResponse:
        names = [name for name in (form.fields if form else ()) if name != "looked_at"]
        context = {
            **self.admin_site.each_context(request),
            "title": f"{report.action}, {report.period_words}",
            "report": report,
            "lines": list(proposals.lines(report)),
            "form": form,
            "adminform": AdminForm(form, [(None, {"fields": names})], {}, model_admin=self) if form else None,  # type: ignore[arg-type]
            "may_decide": request.user.has_perm(MAY_DECIDE),
            "may_see_people": request.user.has_perm("plan.view_membership"),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/plan/report.html", context, headers={"Cache-Control": "no-store"})

    @method_decorator(require_safe)
    def evidence(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """For those alone who decide whether others see it."""
        if not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        return download(get_object_or_404(Report, pk=pk))


def _decide(report: Report, form: DecisionForm, request: HttpRequest) -> str:
    own, by, do = form.cleaned_data, request.user, request.POST.get("do")
    if do == APPROVE:
        approving.approve(
            report=report,
            by=by,  # type: ignore[arg-type]
            looked_at=own["looked_at"],
            title=own["title"],
            words=own["words"],
            next_update_on=own.get("next_update_on"),
            publishes_evidence=own.get("publishes_evidence", False),
        )
        return f"Approved and published: {report}. The partner is told by mail."
    if do == RETURN:
        approving.send_back(report=report, by=by, note=own["note"])  # type: ignore[arg-type]
        return f"Returned: {report}. The partner gets your note by mail."
    approving.reject(report=report, by=by, note=own["note"])  # type: ignore[arg-type]
    return f"Rejected: {report}. The partner gets the reason by mail."


def _tell(form: DecisionForm, refusal: ValidationError) -> None:
    form.add_error(None, refusal.messages)
    if getattr(refusal, "code", "") == "changed":
        form.look_again()
