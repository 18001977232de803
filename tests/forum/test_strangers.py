"""What goes to an address that nobody has confirmed may reach a stranger: it tells what anybody can read, and links to nothing else."""

import pytest

from citysafe.mail.kinds import kind
from forum import services
from forum.models import HandOver
from tests.factories import WorkshopFactory
from tests.forum.build import event, person, register

pytestmark = pytest.mark.django_db
PUBLIC = ["Forum", "When", "Where", "Page of the forum"]


@pytest.fixture
def made():
    of = event(5)
    return register(of, details=person("ada", workshops=frozenset({WorkshopFactory(event=of).pk})))


def told(letter):
    return [name for name, _ in letter.facts]


def test_a_new_address_is_asked_with_the_public_facts_alone(made):
    services.ask_for_new_address(registration=made, email="typo@example.org")
    assert told(kind("forum.new-address").write(made.pk)) == PUBLIC
    assert {"Reference", "Workshops"} <= {*told(kind("forum.registration").write(made.pk))}


def test_a_colleague_is_invited_with_the_public_facts_alone(made):
    services.invite(registration=made, full_name="Ben", email="ben@example.org")
    assert told(kind("forum.hand-over").write(HandOver.objects.get().pk)) == PUBLIC
