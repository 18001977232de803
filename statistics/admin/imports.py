"""Importing at the desk: upload, look, put into review; make a release of it, or take it all out again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from citysafe.desk.asking import ask
from citysafe.history.recording import HistoryAdmin
from citysafe.work.attention import AttentionFilter, Matter
from statistics import services
from statistics.import_forms import ApplyForm, UndoForm, UploadForm
from statistics.models import Import
from statistics.readers import READERS
from statistics.services import stored

MOST_LINES = 300
PUBLICATIONS = [(reader.name, reader.title) for reader in READERS]
UPLOADED = "Uploaded. It is being read; you may leave this page and come back."
APPLIED = "In review: {new} new, {changed} changed. Put them into a release: a colleague lets it out."
UNDONE = "Taken out. Figures that are as they were before: {number}."
MADE = "A draft of a release with everything of this import that waits. Give it its day, then ask for review."
NOTHING_WAITS = "Nothing of it waits for a release."
DISCARDED = "Thrown away. Nothing of it was used."
TOLD_UPLOAD = [
    "Nothing is stored as a figure yet: you first see what the files would change.",
    f"What is read: {'; '.join(reader.title for reader in READERS)}.",
]
TOLD_UNDO = ["Its new figures are deleted, and those it corrected become what they were. The history keeps both."]


class PublicationFilter(admin.SimpleListFilter):
    title = "publication"
    parameter_name = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return PUBLICATIONS

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = {self.value()} & dict(PUBLICATIONS).keys()
        return queryset.filter(publication__in=known) if self.value() else queryset


@admin.register(Import)
class ImportAdmin(HistoryAdmin):
    list_display = ("number", "named", "title", "standing", "number_of_figures", "uploaded_at")
    matters = {"read": Matter("Imports to look at", lambda imports: imports.filter(state=Import.State.READ))}
    list_filter = (AttentionFilter, "state", PublicationFilter, "uploaded_at")
    search_fields = ("files__file_name", "edition")
    search_help_text = "Search by file name or edition."
    ordering = ("-pk",)
    list_per_page = 50
    fieldsets = ((None, {"fields": ("state",), "description": "One upload of published files."}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        return super().get_queryset(request).annotate(figure_count=Count("figures")).prefetch_related("files")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody types over what was read: there is a button for everything that staff do."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="import", ordering="pk")
    def number(self, of: Import) -> str:
        return str(of)

    @admin.display(description="files")
    def named(self, of: Import) -> str:
        names = [file.file_name for file in of.files.all()]
        return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more" if names else "–"

    @admin.display(description="publication", ordering="publication")
    def title(self, of: Import) -> str:
        return title_of(of)

    @admin.display(description="state", ordering="state")
    def standing(self, of: Import) -> str:
        return f"{of.get_state_display()}, {of.progress}%" if of.state == Import.State.READING else str(of.get_state_display())

    @admin.display(description="figures", ordering="figure_count")
    def number_of_figures(self, of: Any) -> int:
        return int(of.figure_count)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        names = ("apply", "undo", "release", "discard")
        own = [path(f"<int:pk>/{name}/", view(getattr(self, name)), name=f"statistics_import_{name}") for name in names]
        return [*own, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            texts = {name: said[name] for name in ("period", "edition", "edition_on")}
            made = services.upload(files=said["uploads"], by=request.user, **texts)  # type: ignore[arg-type]
            self.message_user(request, UPLOADED, messages.SUCCESS)
            return self._page(made)
        return ask(self, request, form, title="Import published figures", told=TOLD_UPLOAD, button="Upload")

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        of = self.get_object(request, object_id)
        if of is None:
            raise Http404
        if request.method == "POST" or not self.has_view_permission(request, of):
            raise PermissionDenied
        return self._shown(request, of)

    def _shown(self, request: HttpRequest, of: Import, form: ApplyForm | None = None) -> HttpResponse:
        found = stored.preview_of(of) if of.state == Import.State.READ else None
        figures = list(of.figures.select_related("observation__series__measure", "observation__series__area"))
        context = {
            **self.admin_site.each_context(request),
            "title": str(of),
            "of": of,
            "publication": title_of(of),
            "opts": self.opts,
            "preview": found,
            "again": services.same_files(of) if found else [],
            "form": form or ApplyForm(),
            "left_out": _cut(sorted(of.left_out.items(), key=lambda reason: -reason[1])),
            "warnings": _cut([*of.warnings, *(found.warnings if found else [])]),
            "groups": [(name, *_cut(lines)) for name, lines in _groups(found)] if found else [],
            "figures": _cut(figures),
            "waiting": services.waiting_of(of),
            "may_manage": self.has_manage_permission(request),
            "has_been_released": any(figure.is_released for figure in figures),
        }
        return TemplateResponse(request, "admin/statistics/import.html", context, headers={"Cache-Control": "no-store"})

    @method_decorator(require_POST)
    def apply(self, request: HttpRequest, pk: int) -> HttpResponse:
        of = self._managed(request, pk)
        form = ApplyForm(request.POST)
        if of.state != Import.State.READ:
            return self._page(of)
        if form.is_valid():
            try:
                done = services.apply(of=of, digest=request.POST.get("digest", ""), by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None, " ".join(refusal.messages))
            else:
                self.message_user(request, APPLIED.format(new=len(done.new), changed=len(done.changed)), messages.SUCCESS)
                return self._page(of)
        return self._shown(request, get_object_or_404(Import, pk=pk), form)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then do it; what the service refuses stands above the form."""
        of = self._managed(request, pk)
        form = UndoForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                number = services.undo(of=of, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
            except ValidationError as refusal:
                form.add_error(None, " ".join(refusal.messages))
            else:
                self.message_user(request, UNDONE.format(number=number), messages.SUCCESS)
                return self._page(of)
        back = (reverse("admin:statistics_import_change", args=[pk]), str(of))
        return ask(self, request, form, title=f"Take {of} out again", told=TOLD_UNDO, button="Take it out", back=back)

    @method_decorator(require_POST)
    def release(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A draft of a release with all that waits of this import."""
        made = services.release_of(of=self._managed(request, pk), by=request.user)  # type: ignore[arg-type]
        if made is None:
            self.message_user(request, NOTHING_WAITS, messages.INFO)
            return self._page(get_object_or_404(Import, pk=pk))
        self.message_user(request, MADE, messages.SUCCESS)
        return redirect("admin:statistics_release_change", made.pk)

    @method_decorator(require_POST)
    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        of = self._managed(request, pk)
        try:
            services.discard(of=of, by=request.user)  # type: ignore[arg-type]
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, DISCARDED, messages.SUCCESS)
        return self._page(of)

    def has_manage_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("statistics.manage_import"))

    def _managed(self, request: HttpRequest, pk: int) -> Import:
        if not self.has_manage_permission(request):
            raise PermissionDenied
        return get_object_or_404(Import, pk=pk)

    def _page(self, of: Import) -> HttpResponse:
        return redirect("admin:statistics_import_change", of.pk)


def title_of(of: Import) -> str:
    return dict(PUBLICATIONS).get(of.publication, of.publication)


def _cut(lines: list[Any]) -> tuple[list[Any], int]:
    """As many lines as a page has room for, and how many there are."""
    return lines[:MOST_LINES], len(lines)


def _groups(found: Any) -> list[tuple[str, list[Any]]]:
    return [("New", found.new), ("Changed", found.changed), ("Unchanged", found.unchanged)]
