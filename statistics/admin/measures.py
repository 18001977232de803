from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from citysafe.design.rows import LabelledRows
from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import ConfirmedAdmin, PublishedAdmin
from citysafe.history.recording import RecordedAdmin, RecordedInline
from statistics.admin import computed
from statistics.admin.hiding import RemembersAdmin
from statistics.admin.relations import RelationAdmin
from statistics.forms import BreakForm, MeasureForm
from statistics.models import Area, Measure, Series, SeriesBreak, Source

WHOLE_AND_PARTS: Any = (
    "The whole and its parts",
    {
        "fields": (("part_of", "parts_are_all"),),
        "description": "What is confidential in a part could be worked out from the whole and the other parts. "
        "Where that is so, one of them is hidden as well. Two sets of parts, such as old and new wards, need a whole each.",
    },
)


MEANING = frozenset({"title", "counted", "unit_one", "unit_many", "definition", "definition_used", "counts_deaths"})
TELLING = frozenset({"wished", "small_count_threshold", "small_counts", "not_comparable_with"})
WHOLE = frozenset({"part_of", "parts_are_all"})


@admin.register(Source)
class SourceAdmin(RelationAdmin, ConfirmedAdmin):
    list_display = ("title", "publisher", "publication", "licence", "confirm")
    list_filter = ("publisher", "publication", ToConfirmFilter)
    search_fields = ("title", "publisher")
    search_help_text = "Search by name or publisher."
    reason_needed_for = frozenset({"title", "publisher", "url", "licence", "hides_up_to", "note"})
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "publisher", "publication", "url", "licence", "hides_up_to", "note"),
                "description": "A publication. Figures of two publications never share a line or a percentage, even for the same thing.",
            },
        ),
        ("Open questions", {"fields": ("to_confirm",)}),
    )


@admin.register(Area)
class AreaAdmin(RelationAdmin):
    list_display = ("name", "kind", "code", "version", "part_of", "is_listed")
    list_filter = ("kind", "is_listed")
    list_select_related = ("part_of",)
    search_fields = ("name", "code")
    search_help_text = "Search by name or official code."
    autocomplete_fields = ("part_of",)
    reason_needed_for = WHOLE | {"name", "code", "version", "kind", "what_it_is"}
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "kind", "what_it_is", "not_mixed_with", "is_listed"),
                "description": "The public finds it on the page of areas, once a figure, a statement or an initiative that is public speaks of it.",
            },
        ),
        (
            "Boundaries",
            {
                "fields": (("code", "version"),),
                "description": "Boundaries change. Where an edition is known, name it: figures of two editions are not compared.",
            },
        ),
        WHOLE_AND_PARTS,
    )


class SeriesInline(LabelledRows, RecordedInline, admin.TabularInline):
    model = Series
    reason_needed_for = frozenset({"is_main"})
    extra = 0
    fields = ("area", "source", "is_main")
    autocomplete_fields = ("area", "source")
    show_change_link = True
    verbose_name_plural = "series: where, and from which publication"


@admin.register(Measure)
class MeasureAdmin(RelationAdmin, RemembersAdmin, PublishedAdmin):
    form = MeasureForm
    list_display = ("title", "group", "counted", "wished", "series_count", "publication", "confirm")
    list_filter = ("state", "group", "counted", "wished", ToConfirmFilter)
    search_fields = ("title", "definition")
    search_help_text = "Search by name or definition."
    ordering = ("group", "position", "title")
    readonly_fields = ("computed_change",)
    reason_needed_for = MEANING | TELLING | WHOLE
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("definition_used", "part_of")
    inlines = (SeriesInline,)
    fieldsets = (
        (None, {"fields": ("title", "slug", ("group", "position"))}),
        (
            "What is counted",
            {
                "fields": ("counted", ("unit_one", "unit_many"), "definition", "definition_used", "not_comparable_with", "counts_deaths"),
                "description": "Victims, offences and incidents are different counts. If the source does not say which, say that.",
            },
        ),
        (
            "How a change is told",
            {
                "fields": ("wished", "small_count_threshold", "small_counts", "computed_change"),
                "description": "Percentages are computed from the counts, everywhere alike. They can neither be typed nor stored.",
            },
        ),
        WHOLE_AND_PARTS,
        ("Where there is no figure", {"fields": ("no_figure_note",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Measure]:
        return super().get_queryset(request).annotate(series_number=Count("series"))

    @admin.display(description="latest change, as computed")
    def computed_change(self, measure: Measure) -> str:
        main = measure.series.filter(is_main=True).first() if measure.pk else None
        return computed.of_series(main.pk if main else None)

    @admin.display(description="series", ordering="series_number")
    def series_count(self, measure: Measure) -> int:
        return measure.series_number  # type: ignore[attr-defined]


class BreakInline(LabelledRows, RecordedInline, admin.TabularInline):
    model = SeriesBreak
    form = BreakForm
    reason_needed_for = frozenset({"on", "reason", "DELETE"})
    extra = 0
    fields = ("on", "reason")


@admin.register(Series)
class SeriesAdmin(RemembersAdmin, RecordedAdmin):
    list_display = ("measure", "area", "source", "is_main", "figure_count")
    list_filter = ("is_main", "source", "area")
    list_select_related = ("measure", "area", "source")
    ordering = ("measure", "-is_main", "pk")
    search_fields = ("measure__title", "area__name", "source__title")
    search_help_text = "Search by measure, area or source."
    autocomplete_fields = ("measure", "area", "source")
    reason_needed_for = frozenset({"is_main"})
    inlines = (BreakInline,)
    readonly_fields = ("computed_change",)
    fieldsets = (
        (
            None,
            {
                "fields": ("measure", "area", "source", "is_main", "computed_change"),
                "description": "One measure in one area from one publication: only figures of one series are compared with one another.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        return super().get_queryset(request).annotate(number_of_figures=Count("observations"))

    @admin.display(description="latest change, as computed")
    def computed_change(self, series: Series) -> str:
        return computed.of_series(series.pk)

    @admin.display(description="figures", ordering="number_of_figures")
    def figure_count(self, series: Series) -> int:
        return series.number_of_figures  # type: ignore[attr-defined]
