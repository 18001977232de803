"""Letting people in to the door of a meeting, and ending that."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citysafe.design.text import counted
from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.mail import services as mail
from citysafe.people import services as people
from forum.models import DoorDuty, Event

ALREADY = "This person sees to the door already. In the list above you can end that."
OVER = "This meeting is over: its door needs nobody any more."
MEANWHILE = "Somebody else did the same at this moment. Look at the list, then try again if it is still needed."


def give_duty(*, event: Event, email: str, full_name: str, by: Any) -> DoorDuty:
    """Let a person see to the door of a meeting, and tell them by mail; `ValidationError`, in a sentence, where that cannot be."""
    if event.is_past:
        raise ValidationError(OVER)
    try:
        with transaction.atomic():
            account = people.let_somebody_in(email=email, full_name=full_name, by=by, why="For the door of a meeting.")
            duty, is_new = DoorDuty.objects.get_or_create(event=event, user=account, defaults={"given_by": by})
            if not is_new:
                raise ValidationError(ALREADY)
            _note(event, f"Sees to the door: {account.history_name}.", by)
            mail.queue(kind="forum.door", about=duty.pk)
            return duty
    except IntegrityError:
        raise ValidationError(MEANWHILE) from None


@transaction.atomic
def end_duty(*, duty: DoorDuty, by: Any, why: str) -> None:
    """End it at once; an account that is needed for nothing else is closed."""
    _note(duty.event, f"No longer sees to the door: {duty.user.history_name}. {why}", by)
    _end(duty, by)


def end_old_duties() -> str:
    """End duties from the day after the meeting; one sentence of how many that were."""
    old = list(DoorDuty.objects.over().select_related("user"))
    for duty in old:
        with transaction.atomic():
            _end(duty, None)
    return f"{counted(len(old), 'duty', 'duties')} at the door ended" if old else ""


def _end(duty: DoorDuty, by: Any) -> None:
    duty.delete()
    people.close_if_needless(account=duty.user, by=by, why="Its duty at the door is over.")


def _note(event: Event, words: str, by: Any) -> None:
    """In the meeting's history, which every member of staff reads: people go by the numbers of their accounts."""
    history.record(thing=event, before=read(event), by=by, why=words)
