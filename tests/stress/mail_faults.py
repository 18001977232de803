"""A mail server that refuses, defers, hangs and drops: no page waits for it, and everybody gets their mail in the end."""

from citysafe.mail.models import QueuedMail
from forum.models import Event, Registration
from tests.stress import crowd, invariants
from tests.stress.last_place import meeting
from tests.stress.outbox import empty, let_gaps_pass, wait_until, wait_until_sent
from tests.stress.site import Site

ORDER = ("accept", "refuse", "defer", "drop", "hang")  # the last of them holds the due work for ten seconds
AT_ONCE = 8


def run(site: Site, *, people: int = 600, order: tuple[str, ...] = ORDER) -> str:
    empty(site.mail)
    event = meeting(people)
    share = people // (len(order) + 1)
    alone, *others = (range(start, start + share) for start in range(0, share * (len(order) + 1), share))
    with site.serving():
        baseline = send_without_due_work(site, event, alone)
        with site.due_work():
            times = {mode: register(site, event, people, mode) for mode, people in zip(order, others, strict=True)}
            site.mail.mode = "accept"
            wait_until_sent()
    extra = everybody_has_one_mail(site, event, share * (len(order) + 1))
    shown = ", ".join(f"{mode} {seconds / baseline:.2f}" for mode, seconds in times.items())
    return f"median answer {baseline * 1000:.0f} ms while nobody sends; with each kind of server times {shown}; {extra} extra mails"


def send_without_due_work(site: Site, event: Event, people: range) -> float:
    """Seconds of the answer in the middle; whoever talks to the mail server now is a page."""
    callers = len(site.mail.callers)
    first, *others = people
    send(site, event, [first])  # the first answer of a server takes longer
    seconds = send(site, event, others)
    assert len(site.mail.callers) == callers, "A page talked to the mail server itself."
    return seconds


def register(site: Site, event: Event, people: range, mode: str) -> float:
    """Seconds of the answer in the middle, while mail is being sent to such a server."""
    site.mail.mode, before = mode, tries()
    still_to_come = iter(people)
    send(site, event, [next(still_to_come)])
    wait_until(lambda: let_gaps_pass() or tries() > before)
    if mode == "hang":
        wait_until(lambda: is_answered_while_it_hangs(site, event, next(still_to_come)))
    return send(site, event, list(still_to_come))


def is_answered_while_it_hangs(site: Site, event: Event, person: int) -> bool:
    """A page that waits for the due work would never be answered before that gives the hanging server up."""
    let_gaps_pass()
    held = set(site.mail.held)
    send(site, event, [person])
    return bool(held & site.mail.held)


def send(site: Site, event: Event, people: list[int]) -> float:
    answers = crowd.in_threads(
        lambda person: crowd.ask(site, crowd.address(event), crowd.form(event, person), sender=person), people, threads=AT_ONCE
    )
    assert {answer.status for answer in answers} == {302}
    invariants.check(event)
    return crowd.median(answers)


def tries() -> int:
    return sum(QueuedMail.objects.values_list("attempts", flat=True))


def everybody_has_one_mail(site: Site, event: Event, people: int) -> int:
    """One Message-ID a person; how many copies more there were."""
    copies = site.mail.copies()
    recipients = sorted(recipient for recipient, _ in copies)
    assert recipients == sorted(Registration.objects.filter(event=event).values_list("email", flat=True))
    assert len(recipients) == people
    return copies.total() - len(copies)
