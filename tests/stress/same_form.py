"""The same form again and again, and the same person from many forms: one row, one answer, and no way to learn who is registered."""

import re

from citysafe.mail.models import QueuedMail
from forum import services
from forum.models import Event, Registration
from tests.stress import crowd, invariants
from tests.stress.last_place import meeting
from tests.stress.site import Site

KNOWN, UNKNOWN, SOMEBODY = 1, 2, 3


def as_served(site: Site, *, times: int = 200) -> str:
    with site.serving():
        return every_way(site, times)


def crowded(site: Site, *, times: int = 200) -> str:
    with site.crowded():
        return every_way(site, times)


def every_way(site: Site, times: int) -> str:
    form, person = same_form(site, times), same_person(site, times)
    return f"the longest answer {form:.1f} s to one form, {person:.1f} s to one person"


def same_form(site: Site, times: int) -> float:
    event = meeting(100)
    form = crowd.form(event, KNOWN)
    answers = crowd.at_once(site, crowd.address(event), [form] * times)
    registration = only_one(event)
    pages = {page(site, answer) for answer in answers[:5]}
    assert {(answer.status, answer.told(event)) for answer in answers} == {(302, "confirmed")}
    assert len(pages) == 1
    assert registration.reference in pages.pop()
    assert kinds_of_mail(registration) == ["forum.registration"]
    return crowd.longest(answers)


def same_person(site: Site, times: int) -> float:
    """Where there are places, and where there are none."""
    return max(same_person_at(site, times, capacity=100, told="confirmed"), same_person_at(site, times, capacity=1, told="waiting"))


def same_person_at(site: Site, times: int, *, capacity: int, told: str) -> float:
    event = meeting(capacity)
    if told == "waiting":
        assert crowd.ask(site, crowd.address(event), crowd.form(event, SOMEBODY)).told(event) == "confirmed"
    answers = crowd.at_once(site, crowd.address(event), [crowd.form(event, KNOWN) for _ in range(times)])
    registration = only_one(event, person=KNOWN)
    unknown = crowd.ask(site, crowd.address(event), crowd.form(event, UNKNOWN))
    assert {alike(answer, event) for answer in answers} == {alike(unknown, event)} == {(302, "", len(unknown.location), told)}
    pages = {without_reference(page(site, answer)) for answer in answers[:5]}
    assert pages == {without_reference(page(site, unknown))}
    services.tell_who_asked_again()
    how_it_stands = "forum.registration" if told == "confirmed" else "forum.waiting"
    assert kinds_of_mail(registration) == ["forum.already", how_it_stands]  # its owner is told once an hour, not each time
    return crowd.longest(answers)


def only_one(event: Event, *, person: int = KNOWN) -> Registration:
    invariants.check(event)
    return Registration.objects.get(event=event, email=f"person{person}@example.org")


def kinds_of_mail(registration: Registration) -> list[str]:
    return sorted(QueuedMail.objects.filter(about=registration.pk, kind__startswith="forum.").values_list("kind", flat=True))


def alike(answer: crowd.Answer, event: Event) -> tuple[int, str, int, str]:
    """All that a stranger sees of an answer but the reference within its receipt."""
    return answer.status, answer.body, len(answer.location), answer.told(event)


def page(site: Site, answer: crowd.Answer) -> str:
    """The page that the answer leads to."""
    following = crowd.ask(site, answer.location)
    assert following.status == 200
    return following.body


def without_reference(html: str) -> str:
    return re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "REFERENCE", html)
