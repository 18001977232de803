"""Every kind of mail that the forum sends, with an example of each."""

from datetime import UTC, datetime
from typing import Any

from citysafe.mail.kinds import Kind
from forum.letters import announced, asked, decided, door, exports, hand_over, lost_link, moved, registration, reminder, thanks
from forum.letters.writing import PLACE, Write, of, sample_of
from forum.models import Registration

State = Registration.State
SOON = datetime(2030, 3, 1, 12, tzinfo=UTC)


def all_kinds() -> list[Kind]:
    return [
        _of(PLACE, "How a registration stands", registration.registration, State.CONFIRMED),
        _of("forum.waiting", "On the waiting list", registration.waiting, State.WAITING),
        _of("forum.confirm", "Confirm a registration", asked.confirm, State.AWAITING_CONFIRMATION, expires_at=SOON, has_place=True),
        _of("forum.offer", "A place is offered", asked.offer, State.OFFERED, expires_at=SOON),
        _of("forum.expired", "An offer has ended", asked.expired, State.EXPIRED),
        _of("forum.asked", "The organisers will decide", decided.asked, State.AWAITING_APPROVAL),
        _of("forum.refused", "Declined by the organisers", decided.refused, State.DECLINED, first_state="awaiting_approval"),
        _of("forum.already", "Already registered", registration.already, State.CONFIRMED),
        _of("forum.workshop", "A place in a workshop has come free", registration.workshop, State.CONFIRMED),
        _of("forum.ended", "No longer registered", registration.ended, State.CANCELLED),
        Kind("forum.hand-over", "A colleague hands over", hand_over.by_number, hand_over.sample, about="forum.HandOver"),
        _of("forum.handed-over", "Handed over", hand_over.handed_over, State.CANCELLED),
        Kind(
            "forum.exports", "Exports of personal data, to the data’s owner", exports.by_number, exports.sample, about="forum.ExportDigest"
        ),
        Kind("forum.lost-link", "Private link sent again", lost_link.by_number, lost_link.sample, about="forum.LostLink"),
        Kind(
            "forum.thanks",
            "Thanks, and the feedback form",
            thanks.by_number,
            sample_of(thanks.thanks, State.ATTENDED),
            about="forum.Registration",
        ),
        _of("forum.new-address", "Confirm a new address", registration.new_address, State.CONFIRMED, new_email="new@example.org"),
        _of("forum.former-address", "To the address before", registration.former_address, State.CONFIRMED, former_email="old@example.org"),
        Kind("forum.door", "At the door of a meeting", door.duty, door.sample, about="forum.DoorDuty"),
        Kind("forum.subscribe", "Agree to be told of forums", announced.asked, announced.sample_asked, about="forum.Subscriber"),
        Kind(announced.KIND, "A forum is announced", announced.announced, announced.sample, about="forum.Subscriber"),
        Kind(moved.KIND, "Moved or cancelled", moved.by_number, moved.sample, about="forum.Registration"),
        Kind(reminder.KIND, "Reminder", reminder.by_number, sample_of(reminder.reminder, State.CONFIRMED), about="forum.Registration"),
        Kind(
            f"{reminder.KIND}-offered",
            "Reminder: a place is offered",
            reminder.by_number,
            sample_of(reminder.reminder, State.OFFERED),
            about="forum.Registration",
        ),
    ]


def _of(name: str, title: str, write: Write, state: str, **example: Any) -> Kind:
    return Kind(name=name, title=title, write=of(write), sample=sample_of(write, state, **example), about="forum.Registration")
