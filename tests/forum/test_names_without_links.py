"""A name stands in mail to others: what a mail program makes a link of is refused, and honest names are not."""

import pytest
from django import forms

from citysafe.mail.models import QueuedMail
from forum import links
from forum.models import HandOver, Registration
from forum.word_fields import name_field
from tests.forum.build import event, register, stamp, typed

pytestmark = pytest.mark.django_db
TOLD = "Write the name alone, without a web address: leave a space after each full stop."
LINKS = [
    "Your bank evil.example",
    "Win now at evil.example/prize",
    "evil.example: Sam",
    "Sam (EVIL.Example)",
    "sam@evil.example",
    "bank.evil.example.",
    "evil．example",
    "x.com",
    "дом.рф",
]
NAMES = [
    "Dr. O'Neill Jr.",
    "J.R. Smith",
    "J.R.R. Tolkien",
    "J.Smith",
    "А.С.Пушкин",
    "St. Helens",
    "St.Mary's",
    "Prof. Dr. Ada Lovelace, O.B.E.",
    "Siân ap Rhys",
    "А. С. Пушкин",
    "Smith 2.0",
    "田中 さくら",
    "Sam Jr.",
]


@pytest.mark.parametrize("words", LINKS)
def test_what_becomes_a_link_is_refused(words):
    with pytest.raises(forms.ValidationError, match="without a web address"):
        name_field("Name").clean(words)


@pytest.mark.parametrize("words", NAMES)
def test_honest_names_are_taken_as_they_are(words):
    assert name_field("Name").clean(words) == words


@pytest.mark.parametrize("field", ["full_name", "registrar_name"])
def test_nobody_is_registered_with_one(client, field):
    of = event(5, slug="spring")
    fields = {"registrar_name": "Alex", "registrar_email": "alex@example.org"} | {field: "Your bank evil.example"}
    page = client.post("/forum/spring/register/", typed(of, **fields)).content.decode()
    assert TOLD in page
    assert not Registration.objects.exists()
    assert not QueuedMail.objects.exists()


def test_nobody_is_invited_with_one(client):
    made = register(event(5))
    sent = {"full_name": "Your bank evil.example", "email": "ben@example.org", "stamp": stamp(f"hand over {made.pk}")}
    assert TOLD in client.post(f"/forum/registration/{links.token(made)}/hand-over/", sent).content.decode()
    assert not HandOver.objects.exists()
