from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST

from citysafe.desk.asking import ask
from citysafe.desk.words import NamelessReasonForm
from citysafe.history.recording import HistoryAdmin
from citysafe.work.attention import AttentionFilter, Matter
from forum import notice, services
from forum.admin.attending import AttendingAdmin
from forum.admin.chosen import ChosenAdmin, WorkshopFilter
from forum.admin.decisions import DECISIONS, decide
from forum.admin.erasing import ErasingAdmin
from forum.desk_forms import TelephoneForm
from forum.models import Registration
from forum.models.needs import KINDS_OF_NEED

NOT_APPROVED = (
    "Not approved: it is decided already, or its organisation has used its places by now. Then its page has a button that asks why."
)

# What each button calls, what it says where that was done, and where there was nothing to do.
STEPS: dict[str, tuple[Callable[..., bool], str, str]] = {
    "release": (services.release, "Let go: its mail is on its way.", "Nothing to do: it is not held any more."),
    "approve": (services.approve, "Approved, and a mail says what they have.", NOT_APPROVED),
    "accept": (services.accept, "The place is theirs, and a mail says so.", "Nothing to do: no place is offered any more."),
    "send-again": (services.send_again, "The mail is on its way.", "Not sent: this mail waits to be sent already, or is held back."),
}
CANCELLED = "Cancelled. Whoever registered is told by mail, unless the registration was held."
ENDED = "Nothing to do: it has ended already, or the event has begun."
BEGUN = "Nothing was done: the event has begun."
KNOWN = "This address is registered for this event already: here it is."


class NeedsFilter(admin.SimpleListFilter):
    title = "needs"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Has said what they need"), ("no", "No needs")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(needs__isnull=self.value() == "no") if self.value() in {"yes", "no"} else queryset


@admin.register(Registration)
class RegistrationAdmin(AttendingAdmin, ErasingAdmin, ChosenAdmin, HistoryAdmin):
    list_display = ("reference", "full_name", "standing", "of_organisation", "held", "day", "registered_at")
    matters = {
        "held": Matter("Registrations that are held", lambda registrations: registrations.held()),
        "decide": Matter("Registrations to decide about", lambda registrations: registrations.to_decide()),
        "ending": Matter("Offers that end within a day", lambda registrations: registrations.ending_soon()),
    }
    list_filter = (AttentionFilter, "state", "is_held", NeedsFilter, WorkshopFilter, ("event", admin.RelatedOnlyFieldListFilter))
    ordering = ("-event__held_on", "event", "pk")
    search_fields = ("full_name", "email", "reference")
    search_help_text = "Search by name, e-mail address or reference."
    list_per_page = 50
    actions = ("release_chosen",)
    fieldsets = (
        (
            None,
            {
                "fields": ("reference", "event", "standing", "held"),
                "description": "One person's registration. The person changes it by the private link in their mail.",
            },
        ),
        ("Who comes", {"fields": ("full_name", "email", "new_email", "of_organisation", "role", "registrar_name", "registrar_email")}),
        ("When", {"fields": ("registered_at", "changed_at", "notice_version"), "description": "The notice is the one that was agreed to."}),
    )
    needs = (
        "What they need",
        {"fields": KINDS_OF_NEED, "description": f"Erased {services.NEEDS_KEPT.days} days after the event."},
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        registrations: Any = super().get_queryset(request)
        return registrations.with_position().select_related("event", "organisation")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        may_see = request.user.has_perm("forum.view_needs") and hasattr(obj, "needs")
        chosen = self.chosen_fieldset(request, obj)
        return [*self.fieldsets[:2], *chosen, *([self.needs] if may_see else []), *self.fieldsets[2:]]

    def get_list_filter(self, request: HttpRequest) -> Any:
        shown = super().get_list_filter(request)
        return [one for one in shown if one is not NeedsFilter or request.user.has_perm("forum.view_needs")]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody types over what a person wrote: there is a button for everything that staff do."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_manage_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("forum.manage_registration"))

    @admin.display(description="organisation", ordering="other_organisation")
    def of_organisation(self, registration: Registration) -> str:
        return registration.of_organisation or self.get_empty_value_display()

    @admin.display(description="state", ordering="state")
    def standing(self, registration: Any) -> str:
        """In words; for those who wait with their number in the queue."""
        position = f", number {registration.position}" if registration.position else ""
        until = f", until {localtime(registration.expires_at):%-d %B, %H:%M}" if registration.expires_at else ""
        return f"{registration.get_state_display()}{position}{until}"

    @admin.display(description="held", ordering="is_held")
    def held(self, registration: Registration) -> str:
        """In words: a green tick would praise what somebody must still look at."""
        return "Held: no mail yet" if registration.is_held else "No"

    @admin.display(description="event", ordering="event__held_on")
    def day(self, registration: Registration) -> str:
        return f"{registration.event.held_on:%-d %b %Y}"

    @admin.display(description="access needs")
    def access(self, registration: Registration) -> str:
        return registration.needs.access or self.get_empty_value_display()

    @admin.display(description="dietary needs")
    def dietary(self, registration: Registration) -> str:
        return registration.needs.dietary or self.get_empty_value_display()

    @admin.display(description="communication needs")
    def communication(self, registration: Registration) -> str:
        return registration.needs.communication or self.get_empty_value_display()

    @admin.action(description="Let held ones go: their mail goes out", permissions=["manage"])
    def release_chosen(self, request: HttpRequest, queryset: QuerySet[Registration]) -> None:
        chosen = list(queryset)
        done = sum(services.release(registration=registration, by=request.user) for registration in chosen)
        if done:
            self.message_user(request, f"{done} of {len(chosen)} chosen: let go, and their mail is on its way.", messages.SUCCESS)
        else:
            self.message_user(request, "Nothing to do: none of those you chose is held.", messages.INFO)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/cancel/", view(self.cancel), name="forum_registration_cancel"),
            *(path(f"<int:pk>/{name}/", view(partial(self.step, name=name)), name=f"forum_registration_{name}") for name in STEPS),
            *(
                path(f"<int:pk>/{name}/", view(partial(decide, desk=self, name=name)), name=f"forum_registration_{name}")
                for name in DECISIONS
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def cancel(self, request: HttpRequest, pk: int) -> HttpResponse:
        registration = self._managed(request, pk)
        if not registration.may_change:
            return self._back(request, registration, ENDED)
        form = NamelessReasonForm(request.POST if request.method == "POST" else None, of=registration)
        if request.method == "POST" and form.is_valid():
            is_done = services.cancel(registration=registration, by=request.user, why=form.cleaned_data["why"])
            return self._back(request, registration, CANCELLED, messages.SUCCESS) if is_done else self._back(request, registration, ENDED)
        page = reverse("admin:forum_registration_change", args=[pk])
        told = [
            "The place goes to the first who waits, and what the person needs is erased at once.",
            "This cannot be taken back: whoever wants to come after all registers again.",
        ]
        title = f"Cancel registration {registration}"
        return ask(self, request, form, title=title, told=told, button="Cancel this registration", back=(page, str(registration)))

    @method_decorator(require_POST)
    def step(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        act, done, nothing = STEPS[name]
        registration = self._managed(request, pk)
        if registration.event.has_begun:
            return self._back(request, registration, BEGUN)
        if act(registration=registration, by=request.user):
            return self._back(request, registration, done, messages.SUCCESS)
        return self._back(request, registration, nothing)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        """Somebody telephones: the same service as on the public page, and so the same queue."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TelephoneForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            with form.says_what_is_full():
                return self._registered(request, form)
        told = ["For somebody who telephones or writes. They get the same mail, and the same place in the queue, as on the public page."]
        return ask(self, request, form, title="Register somebody", told=told, button="Register")

    def _registered(self, request: HttpRequest, form: TelephoneForm) -> HttpResponse:
        event, email = form.cleaned_data["event"], form.cleaned_data["email"]
        key = services.submission_key(form.stamped.key, event=event, email=email)  # type: ignore[union-attr]
        services.register(event=event, key=key, details=form.details(email=email), notice_version=notice.version())
        registration = Registration.objects.filter(key=key).first()
        if registration is None:
            known = Registration.objects.live().of_address(email).filter(event=event).first()
            return self._back(request, known, KNOWN, messages.WARNING) if known else redirect("admin:forum_registration_changelist")
        services.note(registration=registration, by=request.user, words="Registered at the desk, on the person's behalf.")
        return self._back(request, registration, f"{registration.get_state_display()}. A mail tells the person.", messages.SUCCESS)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        may_manage = self.has_manage_permission(request)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_manage": may_manage})

    def _managed(self, request: HttpRequest, pk: int) -> Registration:
        if not self.has_manage_permission(request):
            raise PermissionDenied
        return get_object_or_404(Registration.objects.select_related("event"), pk=pk)

    def _back(self, request: HttpRequest, registration: Registration, told: str, level: int = messages.INFO) -> HttpResponse:
        self.message_user(request, told, level)
        return redirect("admin:forum_registration_change", registration.pk)
