"""Reports to the board at the desk: written, looked at, approved, and frozen for good."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.html import format_html

from citysafe.desk.acts import Act, ActsAdmin, plain
from citysafe.history.recording import RecordedAdmin
from citysafe.publishing.addresses import preview_of
from plan.board.assembling import assemble
from plan.board.canonical import checksum
from plan.models import BoardReport
from plan.services import board_reports as services

NOTHING_YET = "Nothing yet."
WITHDRAWN = "The approval is withdrawn, because what was approved has been edited. Look at the paper and approve it again."


def _approve(of: BoardReport, form: forms.Form, by: Any, sent: Any) -> str:
    services.approve(report=of, seen=sent.get("seen", ""), by=by)
    return "Approved. Freeze it, and it stays as it is."


def _take_back(of: BoardReport, form: forms.Form, by: Any, sent: Any) -> str:
    services.take_back(report=of, by=by)
    return "A draft again."


def _freeze(of: BoardReport, form: forms.Form, by: Any, sent: Any) -> str:
    services.freeze(report=of, by=by)
    return f"Frozen, with the checksum {of.checksum}."


def _paper(of: BoardReport) -> dict[str, Any]:
    return {"paper_address": preview_of(of.get_absolute_url()), "seen": checksum(assemble(of))}


ACTS = [
    Act(
        "approve",
        "Approve",
        ["You stand for what the paper says at this moment. If anything of it changes before it is frozen, it must be approved again."],
        "Approve it",
        lambda of: not of.is_frozen,
        plain(forms.Form),
        _approve,
        part="admin/plan/_paper.html",
        parts=_paper,
    ),
    Act(
        "freeze",
        "Freeze",
        [
            "The whole paper is stored as it was approved, with its checksum, at an address that never changes.",
            "Nothing of it can be changed or deleted afterwards, by anybody. What proves wrong is put right in the next report.",
        ],
        "Freeze it for good",
        lambda of: of.is_approved and not of.is_frozen,
        plain(forms.Form),
        _freeze,
        part="admin/plan/_paper.html",
        parts=_paper,
    ),
    Act(
        "take-back",
        "Take the approval back",
        ["It becomes a draft again. Nothing of it is lost."],
        "Take it back",
        lambda of: of.is_approved and not of.is_frozen,
        plain(forms.Form),
        _take_back,
    ),
]


@admin.register(BoardReport)
class BoardReportAdmin(ActsAdmin, RecordedAdmin):
    acts = ACTS
    may_act = "plan.change_boardreport"
    record_fields = ("why",)  # the public is told when it is frozen: a draft, or one for the board alone, must not be named
    list_display = ("title", "as_at", "plan", "audience", "standing")
    list_filter = ("audience", "plan")
    list_select_related = ("plan",)
    search_fields = ("title", "summary")
    search_help_text = "Search by title or summary."
    date_hierarchy = "as_at"
    autocomplete_fields = ("plan",)
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("standing", "paper", "compared_with", "sum")
    fieldsets = (
        (
            None,
            {
                "fields": ("plan", "title", "slug", ("period_starts", "period_ends"), "as_at", "audience"),
                "description": "The site puts the paper together from what is public: states, ratings, milestones, progress notes and figures.",
            },
        ),
        (
            "In your words",
            {
                "fields": ("summary", "decisions", "what_moved", "next_steps"),
                "description": "Tell nothing here that the site does not show: a report for everybody is read by everybody, and files are passed on.",
            },
        ),
        (
            "Where it stands",
            {
                "fields": ("standing", "paper", "compared_with", "sum"),
                "description": "Look at the paper, approve it, freeze it: each step has its button at the top.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj is not None and obj.is_frozen)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.is_frozen)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None for many at once: a list may hold frozen ones."""
        return {}

    def save_model(self, request: HttpRequest, obj: BoardReport, form: Any, change: bool) -> None:
        was_approved = obj.is_approved
        super().save_model(request, obj, form, change)
        if was_approved and not obj.is_approved:
            self.message_user(request, WITHDRAWN, messages.WARNING)

    def view_on_site(self, report: BoardReport) -> str | None:
        return report.get_absolute_url() if report.is_published else None

    @admin.display(description="stands at")
    def standing(self, report: BoardReport) -> str:
        return report.standing

    @admin.display(description="the paper")
    def paper(self, report: BoardReport) -> str:
        if report.pk is None:
            return NOTHING_YET
        return format_html('<a href="{}">Look at the paper</a>', preview_of(report.get_absolute_url()))

    @admin.display(description="the one before")
    def compared_with(self, report: BoardReport) -> str:
        before = BoardReport.objects.before(report).first() if report.pk else None
        if before is None:
            return "There is none."
        address = preview_of(report.get_absolute_url())
        return format_html('{}. <a href="{}#moved">Compare with the one before</a>', before, address)

    @admin.display(description="checksum")
    def sum(self, report: BoardReport) -> str:
        return report.checksum or NOTHING_YET
