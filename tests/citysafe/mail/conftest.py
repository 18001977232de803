"""A kind of mail of the tests' own, written to an address that each test may change."""

from dataclasses import replace

import pytest

from citysafe.mail import kinds
from citysafe.mail.kinds import Kind
from citysafe.mail.letters import Letter
from citysafe.mail.services import queue

LETTER = Letter(
    to="ann@example.org",
    subject="Your place",
    paragraphs=["Hello Ann,", "we <b>hold</b> a place & wait for you."],
    facts=[("When", "Monday, 11 March 2024"), ("Where", "Town Hall")],
    action=("See your registration", "https://citysafe.example.org/r/1?a=1&b=2"),
)


class Example:
    """What the kind “test.place” writes: `letters` by number, else the letter above to an address with that number."""

    def __init__(self) -> None:
        self.letters: dict[int, Letter | None] = {}
        self.written: list[int] = []

    def write(self, about: int) -> Letter | None:
        self.written.append(about)
        return self.letters.get(about, replace(LETTER, to=f"guest{about}@example.org"))

    def queue(self, *numbers: int):
        return [queue(kind="test.place", about=number) for number in numbers]


@pytest.fixture
def example(monkeypatch, db):
    made = Example()
    monkeypatch.setitem(kinds._kinds, "test.place", Kind("test.place", "A place", made.write, lambda: LETTER, about="mail.QueuedMail"))
    return made
