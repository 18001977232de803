"""Every kind of mail that the forum sends, with an example of each."""

from citysafe.mail.kinds import Kind
from forum.letters import lost_link, registration
from forum.letters.writing import Write, of, sample_of
from forum.models import Registration

State = Registration.State


def all_kinds() -> list[Kind]:
    return [
        _of("forum.registration", "How a registration stands", registration.registration, State.CONFIRMED),
        _of("forum.waiting", "On the waiting list", registration.registration, State.WAITING),
        _of("forum.offer", "A place is offered", registration.offer, State.OFFERED),
        _of("forum.already", "Already registered", registration.already, State.CONFIRMED),
        _of("forum.ended", "No longer registered", registration.ended, State.CANCELLED),
        Kind("forum.lost-link", "Private link sent again", lost_link.by_number, lost_link.sample),
        _of("forum.new-address", "Confirm a new address", registration.new_address, State.CONFIRMED, new_email="new@example.org"),
    ]


def _of(name: str, title: str, write: Write, state: str, **example: str) -> Kind:
    return Kind(name=name, title=title, write=of(write), sample=sample_of(write, state, **example))
