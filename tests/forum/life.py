"""What happens to registrations from the form to the purge, as browsers do it page by page; with the due work after each step."""

import re
from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from forum import links
from forum.event_fields import name_of
from forum.models import Event, Registration
from tests.canaries import Canary, WatchedClient
from tests.factories import QuestionFactory, WorkshopFactory
from tests.forum.build import event
from tests.world import DOOR, member

PRIVATE = re.compile(r"https?://[^\s<>\"]+/forum/[^\s<>\"]+/[^\s<>\"]*")


class Life:
    """One meeting of four places that asks for a confirmation, a question and workshops; the people are named by their canaries.

    `said` is what the due work printed. Pages are read, then a minute passes, then their form is sent.
    """

    def __init__(self, clock) -> None:
        self.clock = clock
        clock.move_to(timezone.now())
        self.of = event(4, confirms_by_mail=True)
        self.question = QuestionFactory(event=self.of)
        self.workshop = WorkshopFactory(event=self.of)
        self.visitor, self.desk, self.door = WatchedClient(), WatchedClient(), WatchedClient()
        self.organiser, self.helper = member("forum organiser"), member(DOOR)
        self.helper.door_duties.update(event=self.of)
        self.sign_in()
        self.said: list[str] = []

    @property
    def beside_the_pages(self) -> str:
        return "\n".join([*self.visitor.beside, *self.desk.beside, *self.door.beside])

    def sign_in(self) -> None:
        self.desk.force_login(self.organiser)
        self.door.force_login(self.helper)

    def work(self) -> None:
        """All that is due, a minute later."""
        self.clock.shift(60)
        said = StringIO()
        call_command("run_due_work", stdout=said, stderr=said)
        self.said.append(said.getvalue())

    def send(self, at: str, client: WatchedClient | None = None, **fields: str):
        """Read the page, and send its form a minute later."""
        client = client or self.visitor
        page = client.get(at).content.decode()
        self.clock.shift(60)
        stamp = re.search(r'name="stamp" value="([^"]*)"', page)
        answer = client.post(at, fields | ({"stamp": stamp[1]} if stamp else {}))
        assert answer.status_code in {200, 302}, (at, answer.status_code)
        if answer.status_code == 302:
            client.get(answer.url)
        self.work()
        return answer

    def done(self, at: str, client: WatchedClient | None = None, **fields: str) -> None:
        """The same, where the form must be taken."""
        answer = self.send(at, client, **fields)
        assert answer.status_code == 302, (at, re.findall(r'class="errorlist.*?</ul>', answer.content.decode(), re.DOTALL))
        assert "login" not in answer.url

    def letters(self, email: str) -> list[str]:
        return [letter.body for letter in mail.outbox if letter.to == [email]]

    def all_links(self) -> set[str]:
        """The path of every link to a page of the forum that stands in a letter."""
        return {urlsplit(link).path for letter in mail.outbox for link in PRIVATE.findall(letter.body)}

    def secrets(self) -> set[str]:
        """What opens them: the end of each."""
        return {secret for path in self.all_links() for secret in re.findall(r"\.([\w-]{40,})", path)}

    def link(self, email: str, part: str) -> str:
        """The newest one of that kind that this address has got."""
        found = [urlsplit(link).path for body in self.letters(email) for link in PRIVATE.findall(body)]
        return [path for path in found if path.startswith(part) or path.endswith(part)][-1]

    def registration(self, who: Canary) -> Registration:
        return Registration.objects.select_related("event__places").get(email=who.email, event=self.of)

    def mine(self, who: Canary, step: str = "") -> str:
        return reverse("registration:mine", args=[links.token(self.registration(who))]) + step

    def register(self, who: Canary, **fields: str) -> None:
        given = who.form | {name_of(self.question.pk): who.answer} | fields
        self.done(f"/forum/{self.of.slug}/register/", **given)

    def confirm(self, who: Canary) -> None:
        self.done(self.link(who.email, "/confirm/"))

    def come(self, who: Canary, **fields: str) -> Registration:
        self.register(who, **fields)
        self.confirm(who)
        return self.registration(who)

    def move_to(self, moment) -> None:
        self.clock.move_to(moment)
        self.sign_in()  # nobody's session lasts that long

    def is_over(self) -> Event:
        """The day after, in the afternoon: the meeting has been concluded."""
        self.move_to(self.of.begins_at + timedelta(days=1, hours=6))
        self.work()
        self.work()  # and the letters of thanks have gone out
        return Event.objects.get(pk=self.of.pk)

    def purge(self, *, days: int = 100) -> None:
        self.move_to(max(timezone.now(), self.of.begins_at) + timedelta(days=days))
        self.work()
