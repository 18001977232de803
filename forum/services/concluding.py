"""What becomes of registrations once a meeting is over: who did not come, what has expired, and how many came."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from citysafe.design.text import counted
from forum.models import Answer, Event, Needs, Places, Registration, Turnout
from forum.models.states import State
from forum.services import organisations, workshops
from forum.services.places import locked
from forum.services.recording import note
from forum.services.standing import set_state

UNDECIDED = (State.AWAITING_CONFIRMATION, State.AWAITING_APPROVAL, State.WAITING, State.OFFERED)
CORRECTED_FOR = timedelta(days=30)


def conclude() -> str:
    """Conclude each meeting from noon of the next day on; one sentence of how many that were.

    It is looked at for as long as anybody can be corrected, and however late if it was never concluded.
    """
    since = timezone.localdate() - CORRECTED_FOR
    over = Event.objects.over().filter(registrations__isnull=False).filter(Q(turnout=None) | Q(held_on__gt=since)).distinct()
    done = sum(_conclude(event) for event in over if _is_unsettled(event))
    return f"{counted(done, 'meeting', 'meetings')} concluded" if done else ""


@transaction.atomic(durable=True)
def correct(*, registration: Registration, came: bool, by: Any, why: str) -> bool:
    """Say that somebody came after all, or did not; False where it stands so already, or nothing can be corrected any more."""
    locked(registration.event_id)
    there = Registration.objects.select_for_update().get(pk=registration.pk)
    wanted = State.ATTENDED if came else State.DID_NOT_ATTEND
    if not there.event.is_over or there.full_name is None or not there.has_place or there.state == wanted:
        return False
    set_state(there, wanted)
    note(registration=there, by=by, words=f"{wanted.label}: {why}")
    _settle(there.event)
    return True


@transaction.atomic(durable=True)
def _conclude(event: Event) -> bool:
    list(Places.objects.select_for_update().filter(event=event))
    _settle(event)
    return True


def _settle(event: Event) -> None:
    """Its places are locked. Nobody is written to: what was offered or asked is over for everybody."""
    registrations = Registration.objects.filter(event=event)
    undecided = registrations.filter(state__in=UNDECIDED)
    Needs.objects.filter(registration__in=undecided).delete()
    Answer.objects.filter(registration__in=undecided).delete()
    workshops.leave(event, undecided)
    for registration in undecided.filter(has_place=True):
        set_state(registration, State.EXPIRED)
    organisations.leave(event, undecided)
    now = timezone.now()
    undecided.update(state=State.EXPIRED, has_place=False, expires_at=None, changed_at=now)
    if registrations.filter(state=State.ATTENDED).exists():
        registrations.filter(state=State.CONFIRMED).update(state=State.DID_NOT_ATTEND, changed_at=now)
    had_a_place, came = _counts(registrations)
    Places.objects.filter(event=event).update(taken=had_a_place, waiting=0)
    counted = {"came": came or None, "did_not_come": had_a_place - came if came else None, "had_a_place": had_a_place, "counted_at": now}
    Turnout.objects.update_or_create(event=event, defaults=counted)


def _is_unsettled(event: Event) -> bool:
    """Whether anything is to be done, asked before anybody is kept waiting."""
    registrations, turnout = Registration.objects.filter(event=event), Turnout.objects.filter(event=event).first()
    had_a_place, came = _counts(registrations)
    open_states = [*UNDECIDED, *([State.CONFIRMED] if came else [])]
    is_counted = turnout is not None and (turnout.had_a_place, turnout.came or 0) == (had_a_place, came)
    return not is_counted or registrations.filter(state__in=open_states).exists()


def _counts(registrations: QuerySet[Registration]) -> tuple[int, int]:
    """How many have a place, and how many came."""
    found = registrations.aggregate(had_a_place=Count("pk", filter=Q(has_place=True)), came=Count("pk", filter=Q(state=State.ATTENDED)))
    return found["had_a_place"], found["came"]
