"""Who sees to the door of a meeting: letting them in, and ending that. Nothing here shows other accounts."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.person_form import PersonForm
from citysafe.desk.words import NamelessReasonForm
from forum import services
from forum.models import DoorDuty, Event

TOLD = [
    "On the day these people see the attendance list of this meeting on their phones, mark who has arrived, and add who comes unannounced.",
    "They see no needs, no e-mail address, no other meeting and nothing of the desk. It ends by itself the day after the meeting.",
]
LET_IN = "{} sees to the door. A mail says how to sign in."
asks = method_decorator(require_http_methods(["GET", "HEAD", "POST"]))


class DoorAdmin(ModelAdmin):
    """For meetings."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/door/", view(self.door), name="forum_event_door"),
            path("<int:pk>/door/<int:member>/end/", view(self.end_duty), name="forum_event_end_duty"),
            *super().get_urls(),
        ]

    @asks
    def door(self, request: HttpRequest, pk: int) -> HttpResponse:
        _allow(request, "add")
        event = get_object_or_404(Event, pk=pk)
        form = PersonForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and (duty := _given(request, event, form)):
            return self._to_the_door(request, pk, LET_IN.format(duty.user))
        duties = event.door_duties.select_related("user", "given_by")
        more = {"part": "admin/forum/_door.html", "duties": duties, "event": event}
        back = (reverse("admin:forum_event_change", args=[pk]), str(event))
        return ask(self, request, form, title="At the door", told=TOLD, button="Let this person in", back=back, **more)

    @asks
    def end_duty(self, request: HttpRequest, pk: int, member: int) -> HttpResponse:
        _allow(request, "delete")
        duty = get_object_or_404(DoorDuty.objects.select_related("user", "event"), pk=member, event=pk)
        form = NamelessReasonForm(request.POST if request.method == "POST" else None, of=duty.user)
        if form.is_valid():
            services.end_duty(duty=duty, by=request.user, why=form.cleaned_data["why"])
            return self._to_the_door(request, pk, "Ended: the list is closed to this person.")
        back = (reverse("admin:forum_event_door", args=[pk]), "At the door")
        told = ["The list closes to this person at once. An account that is needed for nothing else is closed too."]
        return ask(self, request, form, title=f"End the duty of {duty.user}", told=told, button="End it", back=back)

    def _to_the_door(self, request: HttpRequest, pk: int, told: str) -> HttpResponse:
        self.message_user(request, told, messages.SUCCESS)
        return redirect("admin:forum_event_door", pk)


def _allow(request: HttpRequest, what: str) -> None:
    if not request.user.has_perm(f"forum.{what}_doorduty"):
        raise PermissionDenied


def _given(request: HttpRequest, event: Event, form: PersonForm) -> DoorDuty | None:
    try:
        return services.give_duty(event=event, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error("email", refusal)
        return None
