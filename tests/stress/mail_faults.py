"""A mail server that refuses, defers, hangs and drops: no page waits for it, and everybody gets their mail in the end."""

from citysafe.mail.models import QueuedMail
from forum.models import Event, Registration
from tests.stress import crowd, invariants
from tests.stress.last_place import meeting
from tests.stress.outbox import empty, let_gaps_pass, wait_until, wait_until_sent
from tests.stress.site import Site

ORDER = ("accept", "refuse", "defer", "drop", "hang")  # the last of them holds the due work for ten seconds
AT_ONCE = 8
SLOWER = 10  # times: a page that waited for a hanging server would take a hundred times as long


def run(site: Site, *, people: int = 500, order: tuple[str, ...] = ORDER) -> str:
    empty(site.mail)
    event = meeting(people)
    share = people // len(order)
    with site.serving(), site.due_work():
        times = {mode: register(site, event, range(number * share, number * share + share), mode) for number, mode in enumerate(order)}
        site.mail.mode = "accept"
        wait_until_sent()
    extra = everybody_has_one_mail(site, event, share * len(order))
    ratios = {mode: seconds / times["accept"] for mode, seconds in times.items() if mode != "accept"}
    assert all(ratio < SLOWER for ratio in ratios.values()), ratios
    shown = ", ".join(f"{mode} {ratio:.2f}" for mode, ratio in ratios.items())
    return f"median answer {times['accept'] * 1000:.0f} ms with a good mail server; with the others times {shown}; {extra} extra mails"


def register(site: Site, event: Event, people: range, mode: str) -> float:
    """Seconds of the answer in the middle, while mail is being sent to such a server."""
    site.mail.mode, before = mode, tries()
    first, *others = people
    send(site, event, [first])
    wait_until(lambda: let_gaps_pass() or tries() > before)
    return send(site, event, others)


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
