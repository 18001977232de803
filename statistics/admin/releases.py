"""Releases at the desk: what comes out, when, and who lets it out."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html_join

from citysafe.design.rows import LabelledRows
from citysafe.desk.acts import ActsAdmin
from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import StatedAdmin
from citysafe.work.attention import AttentionFilter, Matter
from statistics.admin.release_acts import ACTS, MAY_ACT
from statistics.forms import ReleaseWordsForm
from statistics.models import DateChange, EarlyAccess, Release
from statistics.release_forms import EarlyAccessFormSet

NOTHING_YET = "Nothing yet."
LONGEST_LIST = 100
DAYS_AHEAD = 31
MATTERS = {
    "review": Matter("Releases in review", lambda releases: releases.filter(state=Release.State.REVIEW)),
    "coming": Matter(f"Releases due in the next {DAYS_AHEAD} days, or late", lambda releases: releases.due_within(DAYS_AHEAD)),
}
PLAN = ("due_on", "due_at", "only_month_known", "is_announced")
WORDS = ("title", "slug", "summary", "measures", "notes")


class EarlyAccessInline(LabelledRows, admin.TabularInline):
    """Once the release is out, what is on the list stays there as it is."""

    model = EarlyAccess
    formset = EarlyAccessFormSet
    extra = 0
    fields = ("who", "people", "seen_at", "why")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.has_been_public)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.has_been_public)


class DateChangeInline(admin.TabularInline):
    """What was announced before; the button “Change the day” writes it."""

    model = DateChange
    extra = 0
    fields = readonly_fields = ("due_on", "new_due_on", "reason", "changed_at")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Release)
class ReleaseAdmin(ActsAdmin, StatedAdmin):
    acts = ACTS
    may_act = MAY_ACT
    form = ReleaseWordsForm
    list_display = ("title", "when", "standing", "number_of_figures", "is_announced", "confirm")
    matters = MATTERS
    list_filter = (AttentionFilter, "state", "is_announced", "is_cancelled", ToConfirmFilter)
    search_fields = ("title", "summary", "notes")
    search_help_text = "Search by title, summary or notes."
    date_hierarchy = "due_on"
    ordering = ("-due_on", "-pk")
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("measures",)
    inlines = (EarlyAccessInline, DateChangeInline)
    actions = ()
    reason_needed_for = frozenset({"title", "summary", "measures", "notes"})
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "measures")}),
        (
            "When",
            {
                "fields": (("due_on", "due_at"), "only_month_known", "is_announced"),
                "description": "Announce the month a year ahead and the day four weeks ahead where you can. Nothing of it is public before its moment.",
            },
        ),
        ("For the readers of the figures", {"fields": ("notes",)}),
        (
            "What it holds, and where it stands",
            {
                "fields": ("standing", "holds", "sent_by", "released_by", "to_confirm"),
                "description": "Draft, in review, released: each step has its button at the top. Another person releases it than the one who entered its figures.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        held = {"new_figures": Count("observations", distinct=True), "revised_figures": Count("revisions", distinct=True)}
        return super().get_queryset(request).annotate(**held)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """Of what is announced the notes are not public yet."""
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None and not obj.is_published:
            form.reason_needed_for = self.reason_needed_for - {"notes"}  # type: ignore[attr-defined]
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What somebody else is looking at stays as it is; once it is out, words can still be mended."""
        fixed: tuple[str, ...] = ("standing", "holds", "sent_by", "released_by")
        if obj is None:
            return fixed
        if obj.is_announced or not obj.may_be_filled:
            fixed += PLAN
        if obj.has_been_public:
            return (*fixed, "title", "slug", "measures")
        return fixed if obj.may_be_filled else (*fixed, *WORDS)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor is one deleted that others look at, that comes out by itself or that was announced: it is taken back or cancelled, and says why."""
        return super().has_delete_permission(request, obj) and (obj is None or (obj.may_be_filled and not obj.is_announced))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    @admin.display(description="when", ordering="due_on")
    def when(self, of: Release) -> str:
        moment = timezone.localtime(of.moment)
        return f"{moment:%B %Y}" if of.only_month_known else f"{moment.day} {moment:%b %Y, %H:%M}"

    @admin.display(description="stands at", ordering="state")
    def standing(self, of: Release) -> str:
        if of.pk is None:
            return NOTHING_YET
        if of.is_cancelled:
            return "Cancelled"
        if of.state == Release.State.PUBLISHED:
            return "Released" if of.is_published else "Comes out by itself at its moment"
        return str(of.get_state_display()) + (", and late" if of.is_late else "")

    @admin.display(description="figures", ordering="new_figures")
    def number_of_figures(self, of: Any) -> int:
        return int(of.new_figures + of.revised_figures)

    @admin.display(description="figures in it")
    def holds(self, of: Release) -> str:
        if of.pk is None:
            return NOTHING_YET
        figures = of.observations.select_related("series__measure", "series__area").order_by("series__measure__title", "period_end")
        revisions = of.revisions.select_related("observation__series__measure", "observation__series__area")
        rows = [(f"{figure}, {figure.series.area}", "new") for figure in figures[:LONGEST_LIST]]
        rows += [
            (f"{revision.observation}, {revision.observation.series.area}", revision.get_kind_display().lower())
            for revision in revisions[:LONGEST_LIST]
        ]
        more = figures.count() + revisions.count() - len(rows)
        rows += [(f"{more} more", "under the buttons at the top")] if more else []
        return format_html_join("", "<div>{}: {}</div>", rows) or NOTHING_YET
