"""Which backups there are: read by administrators, made by the clock or on the command line."""

from django.contrib import admin

from citysafe.backups.faults import in_mb
from citysafe.backups.models import Backup
from citysafe.work.attention import AttentionFilter, Matter
from citysafe.work.read_only import ReadOnly

LOOKED_AFTER = (
    "35 days after it was made the file is removed from the folder for backups, under whatever host it was made."
    " Copies elsewhere are looked after by nobody: whoever makes them removes them."
)


@admin.register(Backup)
class BackupAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "made_at", "room", "file_name", "tried_at", "fault")
    list_filter = (AttentionFilter, "made_at")
    matters = {"late": Matter("Backups that are late", lambda backups: backups.late())}
    search_fields = ("file_name", "fault")
    search_help_text = "Search by file or last fault."
    fieldsets = (
        (None, {"fields": ("title", "made_at", "file_name", "room"), "description": LOOKED_AFTER}),
        ("Tries", {"fields": ("tried_at", "fault"), "description": "After a fault it is tried again each hour."}),
    )

    @admin.display(description="backup", ordering="pk")
    def title(self, backup: Backup) -> str:
        return str(backup)

    @admin.display(description="size", ordering="size")
    def room(self, backup: Backup) -> str:
        return in_mb(backup.size) if backup.size else ""
