"""Wholes, parts and sources at the desk: what would show hidden figures waits here for a second person."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from citysafe.desk.acts import Act, ActsAdmin, plain
from citysafe.history.recording import HistoryAdmin, RecordedAdmin
from citysafe.work.attention import AttentionFilter, Matter
from citysafe.work.read_only import ReadOnly
from statistics import services
from statistics.admin import hiding
from statistics.admin.release_acts import MAY_ACT
from statistics.comparison import shown_value
from statistics.models import Observation, RelationChange
from statistics.models.relation_change import relations_of
from statistics.relation_forms import AgreeForm, DropForm, RelationForm
from statistics.services import showing
from statistics.services.showing import Showing

WAITS = 'Not changed yet: “{what}”. It would show {figures} hidden now: {names}. <a href="{address}">A colleague must agree to it.</a> All else is saved.'
WHAT_WAITS_HERE = "A change of a whole, its parts or a source that would show hidden figures waits here until a second person agrees."
PAST = "What it said before"


class RelationAdmin(RecordedAdmin):
    """For areas, measures and sources. The rest of the form is saved, whatever becomes of the relations."""

    form = RelationForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        waiting = services.relate(thing=obj, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
        form.waits = request.has_said_what_waits = waiting is not None  # type: ignore[attr-defined]
        if waiting:
            self.message_user(request, _warning(*waiting), messages.WARNING)

    def message_user(self, request: HttpRequest, message: Any, level: Any = messages.INFO, *more: Any, **options: Any) -> None:
        """Where something waits, Django's word that all was changed would be wrong."""
        if level != messages.SUCCESS or not getattr(request, "has_said_what_waits", False):
            super().message_user(request, message, level, *more, **options)

    def record(self, request: HttpRequest, form: Any) -> None:
        """What waits is in the history already: its reason needs no line of its own."""
        if not form.waits or {*form.changed_data} - {*relations_of(form.instance), "why"}:
            super().record(request, form)


def _warning(waiting: RelationChange, found: Showing) -> str:
    number = len(found.keys)
    return format_html(
        WAITS,
        what=", ".join(label for label, _, _ in waiting.changes),
        figures="1 figure that is" if number == 1 else f"{number} figures that are",
        names=hiding.listed([*hiding.names(found.keys).values()]),
        address=reverse("admin:statistics_relationchange_change", args=[waiting.pk]),
    )


def _looked_at(of: RelationChange) -> dict[str, Any]:
    found = showing.of(of.thing, of.after)
    secrets = hiding.secrets(found.keys)
    figures = [(figure, *_told(figure, found), secrets.get(figure.pk, "")) for figure in found.figures()]
    return {"figures": figures, "digest": showing.digest(of, found)}


def _told(figure: Observation, found: Showing) -> tuple[str, str]:
    """Its count and what is told of its past, as far as either would be."""
    return shown_value(figure) if figure.pk in found.counts else "", PAST if figure.pk in found.pasts else ""


def _agree(of: RelationChange, form: forms.Form, by: Any, sent: Any) -> str:
    services.agree(to=of, digest=sent.get("digest", ""), by=by)
    return "Agreed: it is changed, and what it hid is shown from now on."


def _drop(of: RelationChange, form: forms.Form, by: Any, sent: Any) -> str:
    services.drop(change=of, by=by, because=form.cleaned_data["because"])
    return "Dropped. Everything stays as it is."


def _is_open(of: RelationChange) -> bool:
    return of.decided_at is None


ACTS = [
    Act(
        "agree",
        "Look at it and agree",
        ["Figures that are hidden now would be shown to everybody. Make sure that no confidential count can be worked out from them."],
        "Agree and show them",
        _is_open,
        plain(AgreeForm),
        _agree,
        part="admin/statistics/_relation_change.html",
        parts=_looked_at,
    ),
    Act("drop", "Drop it", ["Nothing is changed, and nothing more is shown."], "Drop it", _is_open, plain(DropForm), _drop),
]


class DecidedFilter(admin.SimpleListFilter):
    title = "where it stands"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waits", "Waits for a colleague"), ("agreed", "Agreed"), ("dropped", "Dropped")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "waits":
                return queryset.open()  # type: ignore[attr-defined]
            case "agreed" | "dropped" as decided:
                return queryset.filter(decided_at__isnull=False, is_agreed=decided == "agreed")
        return queryset


@admin.register(RelationChange)
class RelationChangeAdmin(ReadOnly, ActsAdmin, HistoryAdmin):
    acts = ACTS
    may_act = MAY_ACT
    list_display = ("thing", "what", "standing", "asked_by", "asked_at")
    matters = {"open": Matter("Changes that show hidden figures and wait for a colleague", lambda changes: changes.open())}
    list_filter = (AttentionFilter, DecidedFilter)
    list_select_related = ("area", "measure", "source", "asked_by", "decided_by")
    search_fields = ("area__name", "measure__title", "source__title", "why")
    search_help_text = "Search by area, measure, source or reason."
    list_per_page = 50
    fieldsets = (
        (
            None,
            {
                "fields": ("thing", "what", "why", "asked_by", "asked_at"),
                "description": "One person asks for it, another agrees. Until then everything stays as it was, and hidden.",
            },
        ),
        ("Where it stands", {"fields": ("standing", "decided_by", "decided_at", "dropped_because")}),
    )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "subtitle": WHAT_WAITS_HERE})

    @admin.display(description="area, measure or source")
    def thing(self, change: RelationChange) -> str:
        return str(change.thing)

    @admin.display(description="what changes")
    def what(self, change: RelationChange) -> str:
        return format_html_join("", "<div>{}: from {} to {}</div>", change.changes)

    @admin.display(description="stands at", ordering="decided_at")
    def standing(self, change: RelationChange) -> str:
        if change.decided_at is None:
            return "Waits for a colleague"
        if not change.is_agreed:
            return "Dropped"
        return "Agreed by the person who asked for it" if change.by_one_person else "Agreed"
