from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from statistics import services
from statistics.admin import computed, hiding
from statistics.forms import ObservationForm
from statistics.models import Observation


class CheckedFilter(admin.SimpleListFilter):
    title = "checked"
    parameter_name = "checked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "Still to be checked"), ("mine", "Still to be checked, and not entered by me"), ("yes", "Checked")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "no":
                return queryset.filter(checked_by=None)
            case "mine":
                return queryset.filter(checked_by=None).exclude(entered_by=request.user.pk)
            case "yes":
                return queryset.exclude(checked_by=None)
            case _:
                return queryset


@admin.register(Observation)
class ObservationAdmin(PublishedAdmin):
    form = ObservationForm
    list_display = ("measure", "area", "months", "shown_value", "confirm", "status", "checked", "publication")
    list_filter = ("state", CheckedFilter, "status", "missing", ToConfirmFilter, "series__measure", "series__area", "series__source")
    list_select_related = ("series__measure", "series__area", "series__source", "checked_by")
    search_fields = ("series__measure__title", "series__area__name", "series__source__title", "edition")
    search_help_text = "Search by measure, area, source or edition."
    date_hierarchy = "period_end"
    autocomplete_fields = ("series",)
    readonly_fields = ("computed_change", "why_hidden", "entered_by", "entered_at", "checked_by", "checked_at")
    actions = ("mark_checked", *PublishedAdmin.actions)
    reason_needed_for = frozenset({"value", "missing", "period_start", "period_end"})
    note_needed_for = frozenset({"value", "missing"})
    record_help = "A published figure cannot be corrected without a reason. The old value and what you tell the public stay on its page."
    fieldsets = (
        (
            None,
            {
                "fields": ("series", ("period_start", "period_end"), "period_is_assumed", "period_note"),
                "description": "Which count this is, and for which period: the first and the last day, both included.",
            },
        ),
        (
            "The figure",
            {
                "fields": (("value", "missing"), "status", "note", "computed_change", "why_hidden"),
                "description": "A count, or the reason why there is none. Never 0 for a missing value. Percentages are computed, never typed.",
            },
        ),
        ("Where it was taken from", {"fields": (("edition", "edition_on"),)}),
        (
            "Entered and checked",
            {
                "fields": (("entered_by", "entered_at"), ("checked_by", "checked_at")),
                "description": "Somebody else compares it with the source and chooses “Mark as checked” in the list. A correction needs a new check.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Observation]:
        return super().get_queryset(request).select_related("series__measure", "series__area", "series__source")

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """What is hidden is worked out once for the list."""
        changelist = super().get_changelist_instance(request)
        reasons = hiding.reasons([figure.pk for figure in changelist.result_list])
        for figure in changelist.result_list:
            figure.is_hidden_further = figure.pk in reasons
        return changelist

    def public_address(self, thing: Observation) -> str:
        return thing.series.measure.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Observation, form: Any, change: bool) -> None:
        services.enter(observation=obj, by=request.user, why=form.cleaned_data["why"], public_note=form.cleaned_data["public_note"])  # type: ignore[arg-type]

    def record(self, request: HttpRequest, form: Any) -> None:
        """Entering a figure has recorded it."""

    @admin.display(description="change, as computed")
    def computed_change(self, observation: Observation) -> str:
        return computed.of_observation(observation)

    @admin.display(description="hidden for another")
    def why_hidden(self, observation: Observation) -> str:
        return hiding.reasons([observation.pk]).get(observation.pk, hiding.NOT_HIDDEN)

    @admin.display(description="measure", ordering="series__measure__title")
    def measure(self, observation: Observation) -> str:
        return str(observation.series.measure)

    @admin.display(description="area", ordering="series__area__name")
    def area(self, observation: Observation) -> str:
        return str(observation.series.area)

    @admin.display(description="period", ordering="period_end")
    def months(self, observation: Observation) -> str:
        return observation.period.short_label

    @admin.display(description="value", ordering="value")
    def shown_value(self, observation: Observation) -> str:
        hidden = " (hidden)" if observation.is_hidden_further else ""  # type: ignore[attr-defined]
        return observation.get_missing_display() if observation.value is None else f"{observation.value:,}{hidden}"

    @admin.display(description="checked", boolean=True)
    def checked(self, observation: Observation) -> bool:
        return observation.checked_by_id is not None

    @admin.action(description="Mark as checked against the source", permissions=["change"])
    def mark_checked(self, request: HttpRequest, queryset: QuerySet[Observation]) -> None:
        done, refused = 0, Counter[str]()
        for observation in queryset:
            try:
                services.mark_as_checked(observation=observation, by=request.user, why="Compared with the source.")  # type: ignore[arg-type]
                done += 1
            except ValidationError as refusal:
                refused[str(refusal.message)] += 1
            except Observation.DoesNotExist:
                refused["It was deleted."] += 1
        if done:
            self.message_user(request, f"{done} of {done + refused.total()} marked as checked.", messages.SUCCESS)
        for why, number in refused.items():
            self.message_user(request, f"{number} not marked. {why}", messages.ERROR)
