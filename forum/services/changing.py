"""What becomes of a registration: changed, cancelled, an offer accepted or declined."""

from typing import Any

from django.db import transaction

from forum.models import Registration
from forum.models.states import TO_COME
from forum.services import organisations, workshops
from forum.services.answering import store_answers
from forum.services.ending import end
from forum.services.places import locked
from forum.services.recording import note, tell
from forum.services.registering import Details, store_needs
from forum.services.standing import reread, set_state

State = Registration.State


@transaction.atomic(durable=True)
def change(*, registration: Registration, details: Details) -> None:
    """Store other details of the same person, and other workshops, or nothing where one of those is full (`WorkshopsFullError`),
    or the organisation is (`OrganisationFullError`).

    The address is changed by `ask_for_new_address` alone.
    """
    locked(registration.event_id)
    there = reread(registration)
    if not there.is_live or there.link_version != registration.link_version:  # handed over since the page was opened
        return
    organisations.move(there, details.organisation_id)
    workshops.choose(there, details.workshops)
    there.full_name, there.role, there.shares_name = details.full_name, details.role, details.shares_name
    there.organisation_id, there.other_organisation = details.organisation_id, details.other_organisation
    there.save(update_fields=["full_name", "role", "organisation", "other_organisation", "shares_name", "changed_at"])
    store_needs(there, details.needs)
    store_answers(there, details.answers)


@transaction.atomic(durable=True)
def cancel(*, registration: Registration, by: Any = None, why: str = "") -> bool:
    """End it and pass its place on; False where it had ended already. `by` and `why`: where staff do it."""
    is_done = end(registration, State.CANCELLED, TO_COME)
    if is_done and by:
        note(registration=registration, by=by, words=f"Cancelled: {why}")
    return is_done


@transaction.atomic(durable=True)
def decline(*, registration: Registration) -> bool:
    """Turn an offered place down, which goes to the next; False where none is offered any more."""
    return end(registration, State.DECLINED, {State.OFFERED})


@transaction.atomic(durable=True)
def accept(*, registration: Registration, by: Any = None) -> bool:
    """Take an offered place; False where none is offered any more, not in time, or the meeting will not be. `by`: where staff do it for somebody."""
    locked(registration.event_id)
    there = reread(registration)
    if there.state != State.OFFERED or there.link_version != registration.link_version or there.event.is_cancelled:
        return False
    if there.has_expired:
        end(there, State.EXPIRED, {State.OFFERED})
        return False
    set_state(there, State.CONFIRMED)
    tell(there)
    if by:
        note(registration=there, by=by, words="Offer accepted on the person's behalf.")
    return True
