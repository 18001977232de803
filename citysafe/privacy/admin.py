"""The record of the purges, as staff see it: it can be read, never changed."""

from django.contrib import admin

from citysafe.privacy.desk import AccessAdmin
from citysafe.privacy.models import PurgeRecord, has_never_run
from citysafe.work.attention import AttentionFilter, Matter
from citysafe.work.read_only import ReadOnly


@admin.register(PurgeRecord)
class PurgeRecordAdmin(ReadOnly, AccessAdmin):
    change_list_template = "admin/privacy/list.html"
    list_display = ("day", "at", "erased")
    list_filter = (AttentionFilter,)
    matters = {"late": Matter("The daily purge of personal data is late", lambda records: records.late(), has_never_run)}
    fieldsets = (
        (
            None,
            {
                "fields": ("day", "at", "erased"),
                "description": "What went because its time was over. It is late when nothing was looked for in 26 hours: see to the due work.",
            },
        ),
    )

    @admin.display(description="erased")
    def erased(self, record: PurgeRecord) -> str:
        return ", ".join(f"{what} ({count:,})" for what, count in record.counts.items()) or "Nothing was over"
