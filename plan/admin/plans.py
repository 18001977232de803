from django.contrib import admin

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from citysafe.work.read_only import ReadOnly
from plan.admin.next_plan import NextPlan
from plan.admin.plan_files import FilesOfPlan
from plan.models import Announcement, Initiative, Phase, Plan, Priority


class PriorityInline(ReadOnly, admin.TabularInline):
    model = Priority
    fields = ("number", "title", "state")
    readonly_fields = ("state",)
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = "priorities: follow “Change” to edit one"


@admin.register(Plan)
class PlanAdmin(FilesOfPlan, NextPlan, PublishedAdmin):
    list_display = ("title", "is_current", "period_note", "launched_on", "publication", "confirm")
    list_filter = ("state", "is_current", ToConfirmFilter)
    search_fields = ("title", "other_titles", "part_of")
    search_help_text = "Search by any of its titles."
    date_hierarchy = "launched_on"
    autocomplete_fields = ("definition",)
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("continues",)
    inlines = (PriorityInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "other_titles", "part_of", "is_current", "continues")}),
        (
            "Period and adoption",
            {
                "fields": (("starts_on", "ends_on"), "period_note", "launched_on", ("adopted_on", "adopted_by")),
                "description": "Leave empty what is not on record: the page then says nothing about it, or says that it is not stated.",
            },
        ),
        (
            "Purpose",
            {
                "fields": ("introduction", "premise", "inform", "coordinate", "promote", "govern", "definition"),
                "description": "Why there is a plan, the four things it does, and what it means by serious violence.",
            },
        ),
        ("How it came about and who delivers it", {"fields": ("how_it_came_about", "delivery")}),
        (
            "The chair’s message",
            {
                "fields": ("chair_message_shown", "chair_message", ("chair_name", "chair_role"), "chair_occasion"),
                "description": "Before an election, take the tick away: the message goes from every page at once, and stays here.",
            },
        ),
        ("The official document", {"fields": ("document", "document_note")}),
    )


@admin.register(Priority)
class PriorityAdmin(PublishedAdmin):
    list_display = ("title", "number", "plan", "publication", "confirm")
    list_filter = ("state", "plan", ToConfirmFilter)
    list_select_related = ("plan",)
    search_fields = ("title", "summary")
    search_help_text = "Search by name or by what should come of it."
    ordering = ("plan", "number")
    autocomplete_fields = ("plan",)
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("plan", "number", "title", "slug", "summary")}),
        (
            "In full",
            {
                "fields": ("outcome", "heard"),
                "description": "What people told you is summed up, with who and when. It is never a quotation.",
            },
        ),
    )


class PhaseInline(admin.StackedInline):
    model = Phase
    extra = 0
    fields = (("title", "position"), "description", ("starts_on", "ends_on"))


@admin.register(Initiative)
class InitiativeAdmin(PublishedAdmin):
    list_display = ("title", "plan", "launched_on", "publication", "confirm")
    list_select_related = ("plan",)
    search_fields = ("title", "summary")
    search_help_text = "Search by name or summary."
    date_hierarchy = "launched_on"
    autocomplete_fields = ("plan", "areas")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (PhaseInline,)
    fieldsets = (
        (None, {"fields": ("plan", "title", "slug", "summary", "body")}),
        ("Money and start", {"fields": ("funder", "launched_on")}),
        (
            "Where",
            {
                "fields": ("areas", "area_note"),
                "description": "An initiative may work across boundaries. Say what its figures must not be taken for.",
            },
        ),
    )


@admin.register(Announcement)
class AnnouncementAdmin(PublishedAdmin):
    list_display = ("title", "announced_on", "publisher", "publication", "confirm")
    search_fields = ("title", "summary", "publisher")
    search_help_text = "Search by heading, summary or publisher."
    date_hierarchy = "announced_on"
    autocomplete_fields = ("plan",)
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (
            None,
            {
                "fields": ("plan", "title", "slug", "announced_on"),
                "description": "A dated page: what the partnership told the public on a certain day.",
            },
        ),
        ("What was said", {"fields": ("summary", "body", ("publisher", "url"))}),
    )
