"""The record of the purges, as staff see it: it can be read, never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from citysafe.privacy.desk import AccessAdmin
from citysafe.privacy.models import PurgeRecord
from citysafe.work.attention import AttentionFilter, Matter


@admin.register(PurgeRecord)
class PurgeRecordAdmin(AccessAdmin):
    change_list_template = "admin/privacy/list.html"
    list_display = ("day", "at", "erased")
    list_filter = (AttentionFilter,)
    matters = {"late": Matter("The daily purge of personal data is late", lambda records: records.late())}
    fieldsets = (
        (
            None,
            {
                "fields": ("day", "at", "erased"),
                "description": "What went because its time was over. It is late when nothing was looked for in 26 hours: see to the due work.",
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="erased")
    def erased(self, record: PurgeRecord) -> str:
        return ", ".join(f"{count:,} {what}" for what, count in record.counts.items()) or "Nothing was over"
