"""A plan's files on the desk: taken away, brought back, looked at, applied."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from citysafe.desk.asking import ask
from citysafe.history.recording import HistoryAdmin
from citysafe.work.read_only import ReadOnly
from plan.file_forms import ApplyForm, BringForm
from plan.files.kinds import KINDS
from plan.models import Plan, PlanImport
from plan.services import plan_files

MAY = ("plan.change_plan", "plan.change_action", "plan.add_action")
MOST_LINES = 300
DONE = "Done: {outcome}"
DISCARDED = "Thrown away. Nothing of it was used."
TOLD = [
    "Take a file away, change it in a spreadsheet, and bring it back here. You see what would change before anything does.",
    "A row that is missing in the file deletes nothing, and a column that is missing changes nothing. To take something away, use its page.",
    "The measures that an action hopes to move are not in the files: change them on the action’s page.",
]


def refuse_others(request: HttpRequest) -> None:
    if not request.user.has_perms(MAY):
        raise PermissionDenied


class FilesOfPlan(admin.ModelAdmin):
    """On the desk of plans: the page “Export and import”, and the files."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        files = [path(f"<int:pk>/files/{name}.csv", view(self.file), {"name": name}, name=f"plan_plan_file_{name}") for name in KINDS]
        return [path("<int:pk>/files/", view(self.files), name="plan_plan_files"), *files, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def files(self, request: HttpRequest, pk: int) -> HttpResponse:
        refuse_others(request)
        plan = get_object_or_404(Plan, pk=pk)
        form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            made = plan_files.upload(plan=plan, kind=said["kind"], file=said["upload"], by=request.user)  # type: ignore[arg-type]
            return redirect("admin:plan_planimport_change", made.pk)
        kinds = [(kind, reverse(f"admin:plan_plan_file_{name}", args=[pk])) for name, kind in KINDS.items()]
        more = {"part": "admin/plan/_files.html", "kinds": kinds, "waiting": _waiting(plan)}
        back = (reverse("admin:plan_plan_change", args=[pk]), str(plan))
        return ask(self, request, form, title="Export and import", told=TOLD, button="Look what it would change", back=back, **more)

    @method_decorator(require_safe)
    def file(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        refuse_others(request)
        plan = get_object_or_404(Plan, pk=pk)
        headers = {
            "Content-Disposition": f'attachment; filename="{slugify(plan.slug)}-{name}.csv"',
            "Cache-Control": "no-store",
        }
        return HttpResponse(KINDS[name].text(plan), content_type="text/csv; charset=utf-8", headers=headers)


def _waiting(plan: Plan) -> Any:
    return plan.imports.filter(state=PlanImport.State.WAITING).select_related("uploaded_by").defer("content")


@admin.register(PlanImport)
class PlanImportAdmin(ReadOnly, HistoryAdmin):
    list_display = ("__str__", "plan", "state", "uploaded_by", "uploaded_at", "outcome")
    list_filter = ("state", "kind")
    list_select_related = ("plan", "uploaded_by")
    list_per_page = 50
    search_fields = ("file_name",)
    search_help_text = "Search by file name."
    ordering = ("-pk",)
    fieldsets = ((None, {"fields": ("state",), "description": "A file of a plan that came back."}),)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [path(f"<int:pk>/{name}/", view(getattr(self, name)), name=f"plan_planimport_{name}") for name in ("apply", "discard")]
        return [*own, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        of = self.get_object(request, object_id)
        if of is None:
            raise Http404
        if request.method == "POST" or not self.has_view_permission(request, of):
            raise PermissionDenied
        return self._shown(request, of)

    def _shown(self, request: HttpRequest, of: PlanImport, form: ApplyForm | None = None) -> HttpResponse:
        preview = plan_files.preview_of(of) if of.state == PlanImport.State.WAITING else None
        context = {
            **self.admin_site.each_context(request),
            "title": str(of),
            "of": of,
            "opts": self.opts,
            "preview": preview,
            "groups": [(name, lines[:MOST_LINES], len(lines)) for name, lines in _groups(preview)],
            "form": form or ApplyForm(),
        }
        return TemplateResponse(request, "admin/plan/import.html", context, headers={"Cache-Control": "no-store"})

    @method_decorator(require_POST)
    def apply(self, request: HttpRequest, pk: int) -> HttpResponse:
        refuse_others(request)
        of = get_object_or_404(PlanImport, pk=pk)
        form = ApplyForm(request.POST)
        if form.is_valid():
            try:
                plan_files.apply(of=of, digest=request.POST.get("digest", ""), by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None if hasattr(refusal, "error_list") else "why", " ".join(refusal.messages))
            else:
                self.message_user(request, DONE.format(outcome=of.outcome), messages.SUCCESS)
                return redirect("admin:plan_planimport_change", of.pk)
        return self._shown(request, get_object_or_404(PlanImport, pk=pk), form)

    @method_decorator(require_POST)
    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        refuse_others(request)
        of = get_object_or_404(PlanImport, pk=pk)
        try:
            plan_files.discard(of=of)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, DISCARDED, messages.SUCCESS)
        return redirect("admin:plan_planimport_change", of.pk)


def _groups(preview: Any) -> list[tuple[str, list[Any]]]:
    return [(name, preview.of(name)) for name in ("refused", "new", "changed", "unchanged")] if preview else []
