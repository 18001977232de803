from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from citysafe.history.recording import RecordedAdmin, RecordedInline
from statistics.models import Concept, Definition

WHAT_COUNTS = ("counts", "leaves_out", "counted")


class DefinitionInline(RecordedInline, admin.StackedInline):
    model = Definition
    reason_needed_for = frozenset({*WHAT_COUNTS, "DELETE"})
    extra = 0
    show_change_link = True
    formfield_overrides: ClassVar[Any] = RecordedAdmin.formfield_overrides
    fields = ("whose", "name", *WHAT_COUNTS, "url", "note", "position")
    verbose_name_plural = "definitions that stand side by side"


@admin.register(Concept)
class ConceptAdmin(PublishedAdmin):
    list_display = ("title", "definition_count", "position", "publication", "confirm")
    list_filter = ("state", ToConfirmFilter)
    search_fields = ("title", "introduction")
    search_help_text = "Search by subject or introduction."
    ordering = ("position", "title")
    prepopulated_fields = {"slug": ("title",)}
    inlines = (DefinitionInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "slug", "introduction", "position"),
                "description": "One subject of the public page of definitions. Below it stands what each publisher counts under that name.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Concept]:
        return super().get_queryset(request).annotate(number_of_definitions=Count("definitions"))

    @admin.display(description="definitions", ordering="number_of_definitions")
    def definition_count(self, concept: Concept) -> int:
        return concept.number_of_definitions  # type: ignore[attr-defined]


@admin.register(Definition)
class DefinitionAdmin(RecordedAdmin):
    list_display = ("name", "whose", "concept", "counted", "measure_count")
    list_filter = ("concept", "counted", "whose")
    list_select_related = ("concept",)
    ordering = ("concept__position", "concept__title", "position", "pk")
    search_fields = ("name", "whose", "concept__title")
    search_help_text = "Search by name, publisher or subject."
    autocomplete_fields = ("concept",)
    reason_needed_for = frozenset(WHAT_COUNTS)
    record_fields = ("why",)  # the public is told at the subject: that of a draft must not be named
    fieldsets = (
        (
            None,
            {
                "fields": ("concept", "whose", "name", "position"),
                "description": "Which measures use it is chosen at each measure. A source that gives no definition is entered too, without saying what counts.",
            },
        ),
        ("What counts", {"fields": WHAT_COUNTS}),
        ("Where it is published", {"fields": ("url", "note")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Definition]:
        return super().get_queryset(request).annotate(number_of_measures=Count("measures"))

    @admin.display(description="measures", ordering="number_of_measures")
    def measure_count(self, definition: Definition) -> int:
        return definition.number_of_measures  # type: ignore[attr-defined]
