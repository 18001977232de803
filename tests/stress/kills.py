"""SIGKILL of server and due work while people register: what was promised is there, once and whole, and its mail arrives."""

import http.client
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal

from citysafe.mail.models import QueuedMail
from forum.models import Event, Registration
from tests.stress import crowd, invariants
from tests.stress.last_place import meeting
from tests.stress.outbox import empty, let_claims_end, wait_until, wait_until_sent
from tests.stress.site import Site

AT_ONCE = 20


class People:
    """Everybody sends one form, again and again until there is an answer: `promised` is who has one."""

    def __init__(self, site: Site, event: Event, number: int) -> None:
        self.site, self.event, self.number = site, event, number
        self.promised: dict[int, str] = {}
        self.unanswered = 0
        self.given_up = Signal()

    def register(self, person: int) -> None:
        form = crowd.form(self.event, person)
        while not self.given_up.is_set():
            try:
                answer = crowd.ask(self.site, crowd.address(self.event), form, sender=person)
            except (OSError, http.client.HTTPException):
                self.unanswered += 1
                time.sleep(0.1)
                continue
            assert answer.status == 302, answer.status
            self.promised[person] = answer.told(self.event)
            return

    def all_register(self) -> None:
        crowd.in_threads(self.register, range(self.number), threads=AT_ONCE)


def run(site: Site, *, people: int = 1000, times: int = 20) -> str:
    empty(site.mail)
    crowd_of = People(site, meeting(people // 2), people)
    with ThreadPoolExecutor(1) as pool:
        try:
            kill_again_and_again(site, crowd_of, times, pool)
        finally:
            crowd_of.given_up.set()
    everything_is_there(crowd_of)
    extra = everybody_got_their_mail(site, crowd_of.event, times)
    return f"{people} registered, {crowd_of.unanswered} tries without an answer, {extra} extra mails after {times} kills of each"


def kill_again_and_again(site: Site, people: People, times: int, pool: ThreadPoolExecutor) -> None:
    """The last kill is when all but a few have registered; these find a server once more."""
    registering = None
    for kill in range(1, times + 1):
        with site.due_work(), site.serving():
            registering = registering or pool.submit(people.all_register)
            enough = people.number * kill / (times + 1)
            wait_until(lambda enough=enough, registering=registering: len(people.promised) >= enough or registering.done())
            time.sleep(random.uniform(0, 0.2))  # at no moment of our choice
        nothing_is_half_done(people.event, dict(people.promised))
        let_claims_end()
    with site.serving():
        registering.result()


def nothing_is_half_done(event: Event, promised: dict[int, str]) -> None:
    """To be asked while server and due work are dead."""
    invariants.check(event)
    stored = set(Registration.objects.filter(event=event).values_list("email", flat=True))
    lost = [person for person in promised if f"person{person}@example.org" not in stored]
    assert not lost, f"{len(lost)} were told that they are registered, and are not."


def everything_is_there(people: People) -> None:
    invariants.check(people.event)
    rows = Registration.objects.filter(event=people.event)
    assert Counter(people.promised.values()) == Counter(rows.values_list("first_state", flat=True))
    assert rows.count() == people.number == len(people.promised)
    assert not rows.held().exists()
    assert QueuedMail.objects.count() == people.number


def everybody_got_their_mail(site: Site, event: Event, kills: int) -> int:
    """How many copies more there were than mails."""
    with site.due_work():
        wait_until_sent()
    expected = dict(QueuedMail.objects.values_list("message_id", "about"))
    emails = dict(Registration.objects.filter(event=event).values_list("pk", "email"))
    copies = site.mail.copies()
    assert set(copies) == {(emails[about], message_id) for message_id, about in expected.items()}
    extra = copies.total() - len(expected)
    assert extra <= kills
    return extra
