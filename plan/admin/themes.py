from typing import Any

from django.contrib import admin

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from citysafe.history.forms import RecordedForm
from plan.models import Theme


class ThemeForm(RecordedForm):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        plan, actions = self.cleaned_data.get("plan"), self.cleaned_data.get("actions")
        if plan and actions is not None:
            strange = actions.exclude(priority__plan=plan)
            if strange:
                self.add_error("actions", f"Of another plan: {', '.join(map(str, strange))}. Choose actions of the same plan.")
        return cleaned


@admin.register(Theme)
class ThemeAdmin(PublishedAdmin):
    form = ThemeForm
    list_display = ("title", "decision", "decided_on", "priority", "plan", "publication", "confirm")
    list_filter = ("state", "decision", "plan", ("priority", admin.RelatedOnlyFieldListFilter), ToConfirmFilter)
    list_select_related = ("plan", "priority")
    search_fields = ("title", "heard", "said", "reason")
    search_help_text = "Search by title, by who was heard, by what they said, or by the reason."
    date_hierarchy = "decided_on"
    ordering = ("plan", "position", "title")
    autocomplete_fields = ("plan", "priority", "actions")
    prepopulated_fields = {"slug": ("title",)}
    reason_needed_for = frozenset({"decision", "decided_on", "reason"})
    record_help = "What was decided about a published theme, and why, cannot be changed without a reason. Everything you change is kept in the history."
    fieldsets = (
        (None, {"fields": ("plan", ("title", "position"), "slug")}),
        (
            "You said",
            {
                "fields": ("heard", "said"),
                "description": "Only what is on record. Sum it up in our words: never a quotation, and nothing that points to a person.",
            },
        ),
        (
            "What was decided",
            {
                "fields": (("decision", "decided_on"), "reason"),
                "description": "What was not adopted stands on the page as plainly as what was, each with its reason.",
            },
        ),
        (
            "We did",
            {
                "fields": ("priority", "actions", "happened"),
                "description": "How far the actions have got is told from them: their state, milestones and latest progress note.",
            },
        ),
    )
