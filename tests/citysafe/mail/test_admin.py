"""The outbox on the desk: what staff see of it, who may send again, and the one page with a policy of its own."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from citysafe.mail import kinds
from citysafe.mail.models import QueuedMail
from citysafe.mail.services import send_due
from tests.factories import QueuedMailFactory, TaskRunFactory
from tests.headers import missing_headers
from tests.world import member

pytestmark = pytest.mark.django_db
LIST, KINDS = reverse("admin:mail_queuedmail_changelist"), reverse("admin:mail_kinds")


@pytest.fixture
def desk(client):
    def enter(role="forum organiser"):
        client.force_login(member(role))
        return client

    return enter


def body(answer):
    return answer.content.decode()


def test_the_list_says_how_each_mail_stands_and_never_who_gets_it(example, desk):
    example.queue(1, 2)
    QueuedMail.objects.filter(about=2).update(
        attempts=3, due_at=timezone.now() + timedelta(hours=1), fault="The mail server did not take it (550)."
    )
    QueuedMailFactory(failed=True)
    send_due()
    page = body(desk().get(LIST))
    for words in (
        "A place",
        "Sent",
        "Waiting, tried 3 times",
        "The mail server did not take it (550).",
        "Failed",
        "Link to set a password",
    ):
        assert words in page
    assert mail.outbox[0].to == ["guest1@example.org"]
    assert "guest" not in page
    assert body(desk().get(f"{LIST}?kind=test.place")).count("field-standing") == 2


@pytest.mark.parametrize(("role", "may"), [("administrator", True), ("forum organiser", True), ("viewer", False)])
def test_who_may_sends_again(example, desk, role, may):
    stuck = QueuedMailFactory(kind="test.place", failed=True)
    client, page = desk(role), reverse("admin:mail_queuedmail_change", args=[stuck.pk])
    assert ('value="Send again"' in body(client.get(page))) == may
    assert ('value="send_again"' in body(client.get(LIST))) == may
    answer = client.post(reverse("admin:mail_send_again", args=[stuck.pk]))
    assert answer.status_code == (302 if may else 403)
    assert send_due() == ({"sent": 1} if may else {})


def test_what_is_chosen_in_the_list_is_sent_again_unless_it_is_sent(example, desk):
    waiting, sent = QueuedMailFactory(kind="test.place", due_at=timezone.now() + timedelta(hours=8)), QueuedMailFactory(sent=True)
    chosen = {"action": "send_again", "_selected_action": [waiting.pk, sent.pk]}
    assert "1 of 2 chosen: on their way again" in body(desk().post(LIST, chosen, follow=True))
    assert send_due() == {"sent": 1}
    assert "Nothing to do: what is sent" in body(desk().post(LIST, chosen, follow=True))
    assert 'value="Send again"' not in body(desk().get(reverse("admin:mail_queuedmail_change", args=[sent.pk])))


def test_a_mail_that_is_not_there_is_not_sent_again(desk):
    assert desk().post(reverse("admin:mail_send_again", args=[999_999])).status_code == 404


def test_every_kind_of_mail_can_be_looked_at(desk):
    client = desk()
    page = body(client.get(KINDS))
    assert kinds.all_kinds()
    for kind in kinds.all_kinds():
        sample, address = kind.sample(), reverse("admin:mail_kind", args=[kind.name])
        assert f'href="{address}"' in page
        assert sample.subject in page
        assert sample.to not in page
        assert sample.to.endswith("@example.org")
        shown = client.get(address)
        assert sample.subject in body(shown)
        assert missing_headers(shown, is_mail=True) == []
        assert "no-store" in shown["Cache-Control"]


def test_a_kind_that_there_is_not_has_no_page(desk):
    assert desk().get(reverse("admin:mail_kind", args=["nobody.knows"])).status_code == 404


def test_the_desk_shows_how_the_due_work_goes(desk):
    TaskRunFactory(name="mail.send", fault="OperationalError", faulted_at=timezone.now())
    TaskRunFactory(name="former.task")
    page = body(desk().get(reverse("admin:work_taskrun_changelist")))
    for words in ("Mail</a>", "OperationalError", "former.task"):
        assert words in page
