from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from citysafe.design.rows import LabelledRows
from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from citysafe.work.attention import AttentionFilter, Matter
from plan import standing
from plan.models import Action, Aim, Milestone, ProgressUpdate, Support

DAYS_AHEAD = 31
MATTERS = {
    "late": Matter("Actions past their date", lambda actions: actions.in_force().late()),
    "milestone": Matter("Actions with a late milestone", lambda actions: actions.in_force().with_a_late_milestone()),
    "quiet": Matter("Actions without an update for a quarter", lambda actions: actions.in_force().quiet()),
    "update": Matter("Actions whose update is overdue", lambda actions: actions.in_force().silent()),
    "due": Matter(f"Actions due in the next {DAYS_AHEAD} days", lambda actions: actions.in_force().due_within(DAYS_AHEAD)),
    "incomplete": Matter("Actions without a lead, a date, a milestone or a measure", lambda actions: actions.in_force().incomplete()),
}


class SupportInline(LabelledRows, admin.TabularInline):
    model = Support
    extra = 0
    autocomplete_fields = ("organisation",)
    verbose_name_plural = "supporting partners"


class MilestoneFormSet(forms.BaseInlineFormSet):
    """Rating and milestones are saved together: whether a reason is missing is known once both are typed."""

    def clean(self) -> None:
        super().clean()
        if self.instance.pk and not any(self.errors):
            action = Action.objects.with_last_report().get(pk=self.instance.pk)
            self.instance.last_reported_on = action.last_reported_on
            told = standing.missing_reason(
                self.instance, milestones=[form.instance for form in self.forms if form not in self.deleted_forms]
            )
            if told and self.instance.rating != action.rating:
                raise ValidationError(told)


class MilestoneInline(admin.StackedInline):
    model = Milestone
    formset = MilestoneFormSet
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
    list_filter = (AttentionFilter, "state", "priority", "progress", "rating", ToConfirmFilter, ("lead", admin.RelatedOnlyFieldListFilter))
    matters = MATTERS
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
