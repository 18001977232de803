from django.contrib import admin
from django.urls import reverse

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from statistics.forms import AnnotationForm
from statistics.models import Annotation


@admin.register(Annotation)
class AnnotationAdmin(PublishedAdmin):
    form = AnnotationForm
    list_display = ("title", "time", "publication", "confirm")
    list_filter = ("state", "areas", "measures", ToConfirmFilter)
    search_fields = ("title", "words", "source", "areas__name", "measures__title")
    search_help_text = "Search by event, words, source, area or measure."
    date_hierarchy = "starts_on"
    autocomplete_fields = ("areas", "measures")
    fieldsets = (
        (
            None,
            {
                "fields": ("title", ("starts_on", "ends_on"), "words"),
                "description": "What happened at a time, where a reader of the figures must know of it. It is marked on charts and in tables.",
            },
        ),
        (
            "What it bears on",
            {
                "fields": ("areas", "measures"),
                "description": "It is shown beside the figures of these areas alone, where a figure's period holds its days.",
            },
        ),
        ("Where it is on record", {"fields": ("source", "url")}),
    )

    @admin.display(description="when", ordering="starts_on")
    def time(self, annotation: Annotation) -> str:
        return annotation.period.label

    def public_address(self, thing: Annotation) -> str:
        """The first measure that it names; the overview where it bears on all."""
        named = thing.measures.first()
        return named.get_absolute_url() if named else reverse("statistics:index")
