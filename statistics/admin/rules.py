from django.contrib import admin

from citysafe.history.recording import RecordedAdmin
from statistics.models import MappingRule


@admin.register(MappingRule)
class MappingRuleAdmin(RecordedAdmin):
    list_display = ("measure", "area", "source", "by", "what", "year_ends_in")
    list_filter = ("series__source", "by", "year_ends_in")
    list_select_related = ("series__measure", "series__area", "series__source")
    ordering = ("series__source__title", "series__measure__title")
    search_fields = ("series__measure__title", "series__area__name", "wanted")
    search_help_text = "Search by measure, area or what is added up."
    autocomplete_fields = ("series",)
    fieldsets = (
        (
            None,
            {
                "fields": ("series",),
                "description": "Which cells of a published file make the figures of one series. A change counts from the next import on. The public sees the rule beside the figures.",
            },
        ),
        ("What is added up", {"fields": ("by", "wanted")}),
        ("Where", {"fields": ("area_code", "area_names")}),
        ("When", {"fields": ("year_ends_in", "finer_reason", "status")}),
    )

    @admin.display(description="measure", ordering="series__measure__title")
    def measure(self, rule: MappingRule) -> str:
        return str(rule.series.measure)

    @admin.display(description="area", ordering="series__area__name")
    def area(self, rule: MappingRule) -> str:
        return str(rule.series.area)

    @admin.display(description="source", ordering="series__source__title")
    def source(self, rule: MappingRule) -> str:
        return str(rule.series.source)

    @admin.display(description="what is added up")
    def what(self, rule: MappingRule) -> str:
        lines = rule.wanted.splitlines()
        return lines[0] if len(lines) == 1 else f"{lines[0]} and {len(lines) - 1} more"
