from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import StatedAdmin
from statistics import comparison, services
from statistics.admin import computed, hiding
from statistics.admin.waiting import take_out
from statistics.forms import ObservationForm
from statistics.models import FigureRevision, Observation, Release
from statistics.models.revision import SAID
from statistics.release_forms import ReviseForm

HELD = "{number} left as they are: a release holds them that is in review or comes out by itself. Take that back to draft first."
REVISED = "Kept. The public sees it once {where} is out."
TOLD_REVISE = "{figure}, {area} says now: {says}."
TOLD_KINDS = [
    "Revised: the source gives another figure than before, as it does as a rule.",
    "Corrected: what stood here was wrong. A notice then says what, since when and by how much.",
    "The old count stays on the page. Another person lets the new one out with a release.",
]


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


class RevisionInline(admin.TabularInline):
    """What it said before, and what it is to say; “Correct or revise it” writes it, the list takes it out."""

    model = FigureRevision
    extra = 0
    fields = readonly_fields = ("kind", "value_before", "value", "missing", "reason", "release", "public_from")
    can_delete = False
    verbose_name_plural = "revisions and corrections"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Observation)
class ObservationAdmin(hiding.RemembersAdmin, StatedAdmin):
    form = ObservationForm
    list_display = ("measure", "area", "months", "shown_value", "confirm", "status", "checked", "publication")
    list_filter = ("state", CheckedFilter, "status", "missing", ToConfirmFilter, "series__measure", "series__area", "series__source")
    list_select_related = ("series__measure", "series__area", "series__source", "checked_by")
    search_fields = ("series__measure__title", "series__area__name", "series__source__title", "edition")
    search_help_text = "Search by measure, area, source or edition."
    date_hierarchy = "period_end"
    autocomplete_fields = ("series",)
    inlines = (RevisionInline,)
    actions = ("mark_checked", take_out, *StatedAdmin.actions)
    reason_needed_for = frozenset({"period_is_assumed", "period_note", "note"})
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
                "description": "Somebody else compares it with the source and chooses “Mark as checked” in the list, or releases it.",
            },
        ),
        (
            "Publication",
            {
                "fields": (("state", "published_at"), "release", "to_confirm"),
                "description": "Figures come out with a release, which another person lets out. What has been public is changed by “Correct or revise it” alone.",
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What the public has seen, or somebody is just looking at, is not typed over."""
        own = ("computed_change", "why_hidden", "entered_by", "entered_at", "checked_by", "checked_at", "state", "published_at", "release")
        return (*own, "series", "period_start", "period_end", *SAID) if obj is not None and _is_fixed(obj) else own

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or not (_is_fixed(obj) or services.keeps_hidden(obj)))

    def get_urls(self) -> list[Any]:
        own = path("<int:pk>/revise/", self.admin_site.admin_view(self.revise), name="statistics_observation_revise")
        return [own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        figure = self.get_object(request, object_id)
        may = figure is not None and figure.has_been_public and request.user.has_perm("statistics.manage_release")
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_revise": may})

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def revise(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what a public figure is to say instead, and why; it waits until a release lets it out."""
        if not request.user.has_perm("statistics.manage_release"):
            raise PermissionDenied
        figure = get_object_or_404(Observation, pk=pk)
        form = ReviseForm(request.POST if request.method == "POST" else None, of=figure)
        if request.method == "POST" and form.is_valid():
            try:
                made = form.revise(by=request.user)
            except ValidationError as refusal:
                form.add_error(None, " ".join(refusal.messages))
            else:
                self.message_user(request, REVISED.format(where=f"“{made.release}”" if made.release else "its release"), messages.SUCCESS)
                return redirect("admin:statistics_release_change", made.release.pk) if made.release else self._page(figure)
        back = (reverse("admin:statistics_observation_change", args=[pk]), str(figure))
        told = TOLD_REVISE.format(figure=figure, area=figure.series.area, says=comparison.shown_value(figure))
        return ask(
            self, request, form, title=f"Correct or revise {figure}", told=[told, *TOLD_KINDS], button="Keep it for the release", back=back
        )

    def _page(self, figure: Observation) -> HttpResponse:
        return redirect("admin:statistics_observation_change", figure.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Observation]:
        return super().get_queryset(request).select_related("series__measure", "series__area", "series__source")

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """What is hidden is worked out once for the list."""
        changelist = super().get_changelist_instance(request)
        reasons = hiding.reasons([figure.pk for figure in changelist.result_list])
        for figure in changelist.result_list:
            figure.is_hidden_further = figure.pk in reasons
        return changelist

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """A statement rests on counts: where one is chosen for it, neither what is put away nor what has no value is offered."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if request.GET.get("model_name") == "claim":
            found = found.exclude(state=Observation.State.ARCHIVED).filter(value__isnull=False)
        return found, may_repeat

    def public_address(self, thing: Observation) -> str:
        return thing.series.measure.get_absolute_url()

    def _act(self, request: HttpRequest, queryset: QuerySet[Observation], act: Callable[..., Any], done: str) -> None:
        """A release that somebody looks at, or that comes out by itself, loses none of its figures unseen."""
        seen = Q(first_public_at__lte=timezone.now())
        held = queryset.exclude(seen).exclude(release=None).exclude(release__state=Release.State.DRAFT).values_list("pk", flat=True)
        if found := set(held):
            self.message_user(request, HELD.format(number=len(found)), messages.ERROR)
        if free := queryset.exclude(pk__in=found):
            super()._act(request, free, act, done)

    def save_model(self, request: HttpRequest, obj: Observation, form: Any, change: bool) -> None:
        services.remember()
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


def _is_fixed(figure: Observation) -> bool:
    return figure.first_public_at is not None or (figure.release is not None and not figure.release.may_be_filled)
