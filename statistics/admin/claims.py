from django.contrib import admin
from django.urls import reverse

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from statistics.models import Claim


@admin.register(Claim)
class ClaimAdmin(PublishedAdmin):
    list_display = ("text", "said_by", "said_on", "direction", "percentage", "area", "publication", "confirm")
    list_filter = ("state", "said_by", "area", ToConfirmFilter)
    list_select_related = ("area",)
    search_fields = ("text", "said_by", "where", "subject")
    search_help_text = "Search by statement, speaker or document."
    date_hierarchy = "said_on"
    autocomplete_fields = ("area", "earlier", "later")
    fieldsets = (
        (
            None,
            {
                "fields": ("text", "said_by", ("said_on", "said_on_is_month"), "where", "url", "position"),
                "description": "What somebody said in public about the figures, in short and in our words.",
            },
        ),
        (
            "What was claimed",
            {
                "fields": ("subject", "area", ("direction", "percentage"), ("earlier_count", "later_count"), "wished"),
                "description": "Their numbers, as they were published. Ours are computed beside them.",
            },
        ),
        ("The figures it rests on", {"fields": ("earlier", "later", "note")}),
    )

    def public_address(self, thing: Claim) -> str:
        return reverse("statistics:index")
