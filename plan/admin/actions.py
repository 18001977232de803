from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from plan.models import Action, Aim, Milestone, ProgressUpdate, Support


class LateFilter(admin.SimpleListFilter):
    title = "late"
    parameter_name = "late"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Past its date and not over"), ("silent", "An update is overdue")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "yes":
                return queryset.late()
            case "silent":
                return queryset.silent()
            case _:
                return queryset


class SupportInline(admin.TabularInline):
    model = Support
    extra = 0
    autocomplete_fields = ("organisation",)
    verbose_name_plural = "supporting partners"


class MilestoneInline(admin.StackedInline):
    model = Milestone
    extra = 0
    fields = ("title", ("due_on", "due_precision"), ("reached_on", "expected_on"), "reason")


class ProgressInline(admin.StackedInline):
    model = ProgressUpdate
    extra = 0
    autocomplete_fields = ("organisation",)
    fields = ("title", ("reported_on", "organisation"), "words", ("state", "published_at"), "to_confirm")


class AimInline(admin.StackedInline):
    model = Aim
    extra = 0
    autocomplete_fields = ("measure",)
    fields = (("measure", "direction"), "lag", "strength", "caveat")
    verbose_name = "measure it hopes to move"
    verbose_name_plural = "measures it hopes to move"


@admin.register(Action)
class ActionAdmin(PublishedAdmin):
    list_display = ("reference", "title", "confirm", "progress", "rating", "due", "publication", "lead")
    list_display_links = ("reference", "title")
    list_filter = ("state", "priority", "progress", "rating", LateFilter, ToConfirmFilter, ("lead", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("priority", "lead")
    search_fields = ("reference", "title", "summary", "lead__name")
    search_help_text = "Search by reference, title, summary or lead partner."
    ordering = ("priority", "position", "reference")
    autocomplete_fields = ("priority", "lead", "merged_into", "continues")
    prepopulated_fields = {"slug": ("reference", "title")}
    inlines = (MilestoneInline, SupportInline, ProgressInline, AimInline)
    reason_needed_for = frozenset({"progress", "rating"})
    record_help = (
        "The state and the rating of a published action cannot be changed without a reason. Everything you change is kept in the history."
    )
    fieldsets = (
        (None, {"fields": ("priority", ("reference", "position"), "title", "slug", "summary", "official_wording")}),
        (
            "Who and where",
            {
                "fields": ("lead", "area"),
                "description": "One organisation answers for it. Those that help stand below, under supporting partners.",
            },
        ),
        (
            "When",
            {
                "fields": (("start_on", "start_precision"), ("due_on", "due_precision")),
                "description": "A date is only as exact as was promised: for “March 2025” choose any day of that month and the precision “Month”.",
            },
        ),
        (
            "How far it has got",
            {
                "fields": ("progress", "merged_into", "rating", "rating_reason", ("rated_on", "next_update_on")),
                "description": "Words first: amber and red need a reason, which is public.",
            },
        ),
        (
            "From one plan to the next",
            {
                "fields": ("continues", "dropped_because"),
                "description": "Whether it was carried over or changed is worked out. Where the next plan leaves it out, say why.",
            },
        ),
    )

    @admin.display(description="due", ordering="due_on")
    def due(self, action: Action) -> str:
        return action.due_words
