from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import path

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from citysafe.work.attention import AttentionFilter, Matter
from forum import links, services
from forum.admin import outcomes
from forum.admin.door import DoorAdmin
from forum.admin.feedback import feedback
from forum.admin.invitations import renew
from forum.admin.lists import export
from forum.admin.papers import PAPERS, show
from forum.admin.parts import AgendaInline, OrganisationPlacesInline, QuestionInline, WorkshopInline
from forum.desk_forms import EventForm
from forum.models import Event, Subscriber, Turnout
from forum.models.states import TO_COME

MISCOUNTED = {"miscounted": Matter("Forums whose places are counted wrong", lambda events: events.miscounted())}
NOBODY_REGISTERS = "Nobody registers here."


def may_see_who_comes(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("forum.view_registration"))


def without(fieldsets: Any, field: str) -> list[Any]:
    """The fieldsets, none of which shows this field, alone or in a row with others."""

    def left(row: Any) -> Any:
        return row if isinstance(row, str) else tuple(name for name in row if name != field)

    return [(title, options | {"fields": tuple(left(row) for row in options["fields"] if row != field)}) for title, options in fieldsets]


@admin.register(Event)
class EventAdmin(DoorAdmin, PublishedAdmin):
    form = EventForm
    list_display = ("title", "held_on", "venue", "booked", "publication", "confirm")
    matters = {"coming": Matter("Forums to come", lambda events: events.coming())} | MISCOUNTED | outcomes.MATTERS
    list_filter = (AttentionFilter, "state", "is_cancelled", ToConfirmFilter)
    list_select_related = ("places",)
    search_fields = ("title", "venue", "summary")
    search_help_text = "Search by title, venue or summary."
    date_hierarchy = "held_on"
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("standing", "invitation", "subscribers", "who_came")
    inlines = (AgendaInline, OrganisationPlacesInline, WorkshopInline, QuestionInline, *outcomes.OUTCOMES)
    fieldsets = (
        (None, {"fields": ("title", "slug", "summary", "body")}),
        (
            "When",
            {
                "fields": (("held_on", "doors_open"), ("starts", "ends"), "is_cancelled"),
                "description": "Times are local time. A cancelled meeting keeps its page, which says so.",
            },
        ),
        (
            "Registration",
            {
                "fields": (
                    "capacity",
                    "standing",
                    ("registration_opens_at", "registration_closes_at"),
                    "mode",
                    "invitation",
                    ("confirms_by_mail", "confirmation_hours", "offer_hours"),
                    ("first_reminder", "last_reminder"),
                    "subscribers",
                ),
                "description": "The public is told “places available”, “few places left” or “full”, never a number.",
            },
        ),
        (
            "Where",
            {
                "fields": ("venue", "address", "getting_there", "access", "cost"),
                "description": "Leave the venue empty while it is still to be announced.",
            },
        ),
        (
            "Where it moves or is cancelled",
            {
                "fields": ("tell", "sentence"),
                "description": "Its page says “Moved from … to …” or “Cancelled”, and so does everybody’s calendar file.",
            },
        ),
        (
            "Afterwards",
            {
                "fields": ("who_came", "outcome", "told_us", "feedback_version"),
                "description": "Say what was shown, asked and agreed. Name nobody who has not agreed to it.",
            },
        ),
    )

    def get_list_display(self, request: HttpRequest) -> Any:
        """How many have registered is for those who may see who: a number that moves tells of a person."""
        return tuple(name for name in super().get_list_display(request) if name != "booked" or may_see_who_comes(request))

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.may_see_who_comes = may_see_who_comes(request)  # type: ignore[attr-defined]
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if may_see_who_comes(request):
            return super().get_fieldsets(request, obj)
        shown = super().get_fieldsets(request, obj)
        for field in ("standing", "invitation", "subscribers", "who_came"):
            shown = without(shown, field)
        return shown

    @admin.display(description="invitation link")
    def invitation(self, event: Event) -> str:
        return links.invitation_link(event) if event.pk and event.is_by_invitation else "Only where the meeting is by invitation."

    @admin.display(description="places")
    def capacity(self, event: Event) -> str:
        """For those who may only look."""
        return f"{event.places.capacity:,}" if event.has_places else NOBODY_REGISTERS

    @admin.display(description="publication", ordering="state")
    def publication(self, thing: Any) -> str:
        return f"{super().publication(thing)}{'. Cancelled' if thing.is_cancelled else ''}"

    @admin.display(description="places taken", ordering="places__taken")
    def booked(self, event: Event) -> str:
        if not event.has_places:
            return "No registration"
        waiting = f", {event.places.waiting:,} waiting" if event.places.waiting else ""
        return f"{event.places.taken:,} of {event.places.capacity:,}{waiting}"

    @admin.display(description="how it stands")
    def standing(self, event: Event) -> str:
        if not event.has_places:
            return NOBODY_REGISTERS
        offered, held = Q(state="offered"), Q(is_held=True, state__in=TO_COME)
        found = event.registrations.aggregate(offered=Count("pk", filter=offered), held=Count("pk", filter=held))
        taken = event.places.taken - found["offered"]
        return f"With a place: {taken:,}. Offered one: {found['offered']:,}. Waiting: {event.places.waiting:,}. Held: {found['held']:,}."

    @admin.display(description="told of forums")
    def subscribers(self, event: Event) -> str:
        """A number alone: to announce a meeting nobody has to see an address."""
        number = Subscriber.objects.confirmed().count()
        asked, are = ("1 person has", "is") if number == 1 else (f"{number:,} people have", "are")
        return f"{asked} asked, and {are} told when a forum to come first goes public."

    @admin.display(description="who came")
    def who_came(self, event: Event) -> str:
        counted = Turnout.objects.filter(event=event.pk).first()
        return counted.words if counted else "Counted from noon of the day after the meeting on."

    def record(self, request: HttpRequest, form: Any) -> None:
        if "capacity" in form.changed_data:
            services.change_capacity(event=form.instance, capacity=form.cleaned_data["capacity"])
        if form.instance.has_been_public:
            services.record_change(event=form.instance, before=form.was, note=form.cleaned_data["sentence"])
        super().record(request, form)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/renew-invitation/", view(partial(renew, desk=self)), name="forum_event_renew-invitation"),
            path("<int:pk>/export/", view(partial(export, desk=self)), name="forum_event_export"),
            path("<int:pk>/feedback/", view(partial(feedback, desk=self)), name="forum_event_feedback"),
            *(path(f"<int:pk>/{one.name}/", view(partial(show, desk=self, paper=one)), name=f"forum_event_{one.name}") for one in PAPERS),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        rights = {f"may_{act}": request.user.has_perm(f"forum.{act}_registration") for act in ("view", "export", "manage")}
        rights["may_read_feedback"] = request.user.has_perm("forum.view_feedback")
        papers = [(f"admin:forum_event_{one.name}", one.title) for one in PAPERS if one.is_for(request)]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **rights, "papers": papers})
