"""How the due work goes: it can be read, never changed."""

from django.contrib import admin

from citysafe.work import tasks
from citysafe.work.attention import AttentionFilter, Matter
from citysafe.work.models import TaskRun
from citysafe.work.read_only import ReadOnly


@admin.register(TaskRun)
class TaskRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "ran_at", "fault", "faulted_at")
    list_filter = (AttentionFilter, "ran_at", "faulted_at")
    matters = {"fault": Matter("Tasks of the due work that went wrong", lambda tasks: tasks.faulty())}
    search_fields = ("name", "fault")
    search_help_text = "Search by the task's name or its last fault."
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "ran_at"),
                "description": "One task of the due work. It runs every few seconds; this is noted once a minute.",
            },
        ),
        ("When it last went wrong", {"fields": ("faulted_at", "fault"), "description": "The log of the site says more."}),
    )

    @admin.display(description="task", ordering="name")
    def title(self, run: TaskRun) -> str:
        return next((task.title for task in tasks.all_tasks() if task.name == run.name), run.name)
