"""Nothing that people tell of themselves is anywhere but where the registry says, and after their time it is nowhere at all."""

from base64 import b64encode
from html import escape, unescape
from json import dumps
from quopri import encodestring
from unicodedata import normalize
from urllib.parse import quote, urlsplit

import pytest
from django.urls import reverse

from citysafe.desk.words import WHY_DATA
from citysafe.work import tasks
from forum import services, subscriber_links
from forum.admin.papers import PAPERS
from forum.models import Subscriber
from tests.canaries import declared, found, in_memory, logged, on_disk, stored
from tests.citysafe.backups import sites
from tests.forum.build import person, register, typed
from tests.forum.door import at as at_the_door
from tests.smtp import mail_server

WORD = "Žoë’s “Öl” & D'Arcy <7>"
WRITINGS = {
    "plain": WORD.encode(),
    "in small letters": WORD.lower().encode(),
    "for pages": escape(WORD).encode(),
    "for addresses": quote(WORD).encode(),
    "for addresses, small": quote(WORD).lower().encode(),
    "for mail": encodestring(f"Dear {WORD}, you asked us for something that is too long for a line of a mail.".encode()),
    "for headers": encodestring(WORD.encode(), header=True),
    "in JSON": dumps({"name": WORD}).encode(),
    "in letters and marks": normalize("NFD", WORD).encode(),
    **{f"in base64 after {n}": b64encode(b"x" * n + WORD.encode() + b"and more of it") for n in range(4)},
    "in base64, in lines": b"\n".join([b64encode(b"x" * 5 + WORD.encode())[:20], b64encode(b"x" * 5 + WORD.encode())[20:]]),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_word_is_found_however_it_is_written(writing):
    assert found(b"before " + WRITINGS[writing] + b" after", [WORD, "not there"]) == [WORD]


HELD = {
    *(f"forum_registration.{name}" for name in ("full_name", "email", "email_key", "new_email", "other_organisation", "role")),
    *(f"forum_needs.{name}" for name in ("access", "dietary", "communication")),
    *(f"forum_feedback.{name}" for name in ("helped", "different", "next_agenda")),
    *("forum_answer.words", "forum_handover.colleague_name", "forum_handover.colleague_email"),
    *("forum_registration.registrar_name", "forum_registration.registrar_email", "forum_subscriber.email", "forum_subscriber.email_key"),
}


def lived(of, people):
    """Everything that can happen to a registration up to the purge; what of it all was stored, now and then."""
    ada, ben, cem, dan, eve, fay, gus, hal, ivy, jon, kit = people
    registrar = {"registrar_name": ivy.full_name, "registrar_email": ivy.email}
    for who in (ada, ben, cem, dan, eve):  # who waits
        of.come(who, workshops=str(of.workshop.pk), **(registrar if who is dan else {}))
    of.send("/forum/announcements/ask/", email=jon.email)
    of.send(of.link(jon.email, "/agree/"))
    mistyped(of, kit)
    of.register(ada)  # again
    of.done(of.mine(ada, "change/"), **ada.form | {"role": f"{ada.role} too"})
    of.done(of.mine(ada, "address/"), email=f"new.{ada.email}")
    of.send("/forum/links/lost/", email=ben.email)
    of.done(of.mine(ben, "hand-over/"), full_name=fay.full_name, email=fay.email)
    before = stored(texts(people))
    left(of, jon)
    looked_up(of, ada)
    ada.email = f"new.{ada.email}"
    of.send(of.link(ada.email, "/forum/new-address/"))
    of.done(of.link(fay.email, "/forum/hand-over/"), **fay.form)
    of.done(of.mine(cem, "cancel/"))  # and so the place is offered to who waits
    of.done(of.mine(eve, "accept/"))
    turned_away(of, eve)
    of.move_to(of.of.begins_at)
    came = {"full_name": gus.full_name, "email": gus.email, "other_organisation": gus.other_organisation, "consent": "on"}
    of.done(at_the_door(of.of, "walk-in"), of.door, **came)
    of.send(at_the_door(of.of), of.door, q=hal.full_name)  # who is not there
    for who in (ada, fay):
        of.done(at_the_door(of.of), of.door, q=who.full_name)
        of.done(at_the_door(of.of), of.door, arrived=str(of.registration(who).pk))
    assert {of.registration(who).state for who in (ada, fay, gus)} == {"attended"}
    of.is_over()
    of.done(of.link(ada.email, "/forum/feedback/"), useful="quite", helped=hal.answer, different=hal.answer, next_agenda=hal.answer)
    looked_at(of)
    return before | stored(texts(people))


def mistyped(of, who):
    """Somebody without an account, at the page where staff and partners sign in."""
    for at, typed_there in (("login", {"login": who.email, "password": who.answer}), ("code", {"email": who.email})):
        assert of.visitor.post(f"/account/{at}/", typed_there).status_code in {200, 302}
        of.work()


def left(of, who):
    """With the one click of the mail."""
    at = urlsplit(subscriber_links.leave_link(Subscriber.objects.get(email=who.email))).path
    assert of.visitor.post(at, {"List-Unsubscribe": "One-Click"}).status_code == 200


def looked_up(of, who):
    """What is held is read by the person, and by an organiser, who first says whom."""
    assert of.visitor.get(of.mine(who, "data/")).status_code == 200
    at, asked = reverse("admin:privacy_held"), {"address": who.email, "shape": "page"}
    assert "Choose a reason" in of.desk.post(at, asked | {"why": f"{who.full_name} rang"}).content.decode()
    assert who.needs["access"] in unescape(of.desk.post(at, asked | {"why": WHY_DATA[0]}).content.decode())


def turned_away(of, who):
    """By an organiser, who first says whom."""
    at = reverse("admin:forum_registration_cancel", args=[of.registration(who).pk])
    for name in (who.full_name, f"Mrs {who.word.upper()}", "Zoe"):
        assert "Leave names" in of.desk.post(at, {"why": f"{name} said so."}).content.decode()
    of.done(at, of.desk, why="By telephone.")


def looked_at(of):
    """Every page of the desk on which people stand, and every file and paper."""
    of_the_event = [reverse(f"admin:forum_event_{page}", args=[of.of.pk]) for page in ("change", "history", "feedback")]
    pages = [reverse("admin:index"), reverse("admin:forum_registration_changelist"), *of_the_event]
    for made in of.of.registrations.all():
        pages += [reverse(f"admin:forum_registration_{page}", args=[made.pk]) for page in ("change", "history")]
    answers = [of.desk.get(page) for page in pages]
    why = {"why": "For the venue.", "with_needs": "on", "with_answers": "on"}
    papers = [reverse(f"admin:forum_event_{paper}", args=[of.of.pk]) for paper in ("export", *(paper.name for paper in PAPERS))]
    answers += [of.desk.post(paper, why) for paper in papers]
    assert {answer.status_code for answer in answers} == {200}
    of.work()


def texts(people):
    return {text for who in people for text in who.texts}


def test_of_a_whole_life_nothing_is_outside_the_registry_and_after_the_purge_nothing_at_all(life, people):
    words = texts(people)
    with logged() as lines:
        held = lived(life, people)
        words |= texts(people)
        life.purge()
    assert {*held} == HELD <= declared()
    secrets = life.secrets()
    assert len(secrets) > 10
    leaks = {
        "stored": stored(words | secrets),
        "in the file": found(on_disk(), words | secrets) if sites.IS_SQLITE else [],
        "in memory": found(in_memory(), words | secrets),
        "in the log": found("\n".join(lines + life.said).encode(), words | secrets),
        "in titles and addresses": found(life.beside_the_pages.encode(), words),
    }
    assert leaks == {name: type(here)() for name, here in leaks.items()}


def test_what_goes_wrong_is_logged_without_what_was_typed(life, people, monkeypatch, settings):
    ada, ben, *_ = people
    life.visitor.raise_request_exception = False
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with logged() as lines, mail_server() as server:
        settings.EMAIL_PORT, server.mode = server.port, "refuse"
        register(life.of, details=person("x", full_name=ada.full_name, email=ada.email))
        life.work()
        for path in (f"/forum/registration/{ada.word}/", f"/{ada.word}/?q={ada.email}", f"/forum/{ada.word}/register/"):
            assert {life.visitor.get(path).status_code, life.visitor.post(path).status_code} <= {404, 405}

        def break_down(**given):
            raise ValueError(given) from ExceptionGroup(ada.email, [ValueError(ada.full_name)])

        monkeypatch.setattr(services, "register", break_down)
        at = f"/forum/{life.of.slug}/register/"
        assert life.visitor.post(at, typed(life.of, **ben.form)).status_code == 500
        monkeypatch.setitem(tasks._tasks, "broken", tasks.Task("broken", "Broken", lambda: break_down(name=ben.full_name)))
        life.work()
    log = "\n".join(lines)
    assert found(f"{log}{life.said}{life.beside_the_pages}".encode(), texts(people)) == []
    assert {*stored(texts(people))} <= HELD
    for said in (
        "Not Found: /forum/registration/<str:token>/",
        "Internal Server Error: /forum/<slug:slug>/register/",
        "Due work failed: broken",
    ):
        assert said in log
    assert "in break_down" in log
    assert "ValueError" in log
