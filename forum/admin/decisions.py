"""What organisers decide about one person, each on a page that asks why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.words import NamelessReasonForm
from forum import services
from forum.desk_forms import MoveForm, RefusalForm
from forum.models import Registration
from forum.models.states import TO_COME

MOVABLE = frozenset(TO_COME) - {"awaiting_confirmation"}
NOTHING = "Nothing to do: it stands differently by now, or the event has begun."


@dataclass(frozen=True)
class Decision:
    """`act` gets the registration, `by`, and what the form says; False: nothing was to be decided any more."""

    title: str
    told: list[str]
    button: str
    act: Callable[..., bool]
    done: str
    is_open: Callable[[Registration], bool]
    form: type[NamelessReasonForm] = NamelessReasonForm
    is_for_the_door: bool = False
    """Whether it can be done once the meeting has begun."""


def waits(registration: Registration) -> bool:
    return registration.state == Registration.State.WAITING


def waits_at_the_door(registration: Registration) -> bool:
    """Until the door closes: whoever stands there can be given a place though the meeting has begun."""
    return waits(registration) and not registration.event.is_past and not registration.event.is_cancelled


DECISIONS = {
    "approve-beyond": Decision(
        title="Approve",
        told=[
            "Its organisation has used its places. With your reason this person comes beyond them: they get a place, or a position in the queue."
        ],
        button="Approve beyond the organisation’s places",
        act=services.approve,
        done="Approved. A mail tells the person.",
        is_open=lambda registration: registration.state == Registration.State.AWAITING_APPROVAL,
    ),
    "refuse": Decision(
        title="Decline",
        told=["The person is told by mail that they cannot come. What they need is erased at once. This cannot be taken back."],
        button="Decline this registration",
        act=services.refuse,
        done="Declined. A mail tells the person, unless the registration was held.",
        is_open=lambda registration: registration.state == Registration.State.AWAITING_APPROVAL,
        form=RefusalForm,
    ),
    "give-place": Decision(
        title="Give a place to",
        told=["For somebody who should not wait: one place is added, and it is theirs. The others keep their positions."],
        button="Add a place and give it",
        act=services.give_place,
        done="The place is theirs. Unless the event has begun, a mail says so.",
        is_open=waits_at_the_door,
        is_for_the_door=True,
    ),
    "to-front": Decision(
        title="Move to the front of the queue:",
        told=["The next place that comes free is offered to this person. Everybody who was before them waits one longer."],
        button="Move to the front",
        act=services.move_to_front,
        done="First in the queue now. A mail tells the person, unless the registration is held.",
        is_open=waits,
    ),
    "to-event": Decision(
        title="Move to another event:",
        told=[
            "It ends here, and its place passes on. There the person has a place, or the last position in the queue.",
            "What they need goes with them; what they chose or answered for this event does not. Two mails tell them.",
        ],
        button="Move to that event",
        act=services.move_to_event,
        done="Moved. Mails tell the person.",
        is_open=lambda registration: registration.state in MOVABLE,
        form=MoveForm,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, desk: ModelAdmin, pk: int, name: str) -> HttpResponse:
    if not request.user.has_perm("forum.manage_registration"):
        raise PermissionDenied
    registration = get_object_or_404(Registration.objects.select_related("event"), pk=pk)
    decision = DECISIONS[name]
    if not decision.is_open(registration) or not (registration.may_change or decision.is_for_the_door):
        return back(request, desk, registration, NOTHING)
    form = decision.form(request.POST if request.method == "POST" else None, of=registration)
    if request.method == "POST" and form.is_valid():
        try:
            is_done = decision.act(registration=registration, by=request.user, **form.cleaned_data)
        except services.AlreadyThereError:
            form.add_error("event", "This address is registered for that event already.")
        else:
            told = (decision.done, messages.SUCCESS) if is_done else (NOTHING, messages.INFO)
            return back(request, desk, registration, *told)
    page = reverse("admin:forum_registration_change", args=[pk])
    title = f"{decision.title} {registration}"
    return ask(desk, request, form, title=title, told=decision.told, button=decision.button, back=(page, str(registration)))


def back(request: HttpRequest, desk: ModelAdmin, registration: Any, told: str, level: int = messages.INFO) -> HttpResponse:
    desk.message_user(request, told, level)
    return redirect("admin:forum_registration_change", registration.pk)
