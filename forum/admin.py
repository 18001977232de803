"""The forum as its organisers edit it."""

from django.contrib import admin

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from forum.models import AgendaItem, Event


class AgendaInline(admin.TabularInline):
    model = AgendaItem
    extra = 0
    fields = ("at", "title")
    verbose_name_plural = "agenda"


@admin.register(Event)
class EventAdmin(PublishedAdmin):
    list_display = ("title", "held_on", "starts", "venue", "is_cancelled", "publication", "confirm")
    list_filter = ("state", "is_cancelled", ToConfirmFilter)
    search_fields = ("title", "venue", "summary")
    search_help_text = "Search by title, venue or summary."
    date_hierarchy = "held_on"
    prepopulated_fields = {"slug": ("title",)}
    inlines = (AgendaInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "body")}),
        (
            "When",
            {
                "fields": (("held_on", "doors_open"), ("starts", "ends"), "is_cancelled"),
                "description": "Times are local time. A cancelled meeting keeps its page, which says so.",
            },
        ),
        (
            "Where",
            {
                "fields": ("venue", "address", "getting_there", "access", "cost"),
                "description": "Leave the venue empty while it is still to be announced.",
            },
        ),
        (
            "Afterwards",
            {"fields": ("outcome",), "description": "Say what was shown, asked and agreed. Name nobody who has not agreed to it."},
        ),
    )
