"""What the invented partner has sent."""

import pytest

from citysafe.launch.report_examples import add_reports
from citysafe.mail.models import QueuedMail
from plan.models import Organisation, ProgressUpdate, Report
from tests.content import fill
from tests.factories import MembershipFactory, UserFactory
from tests.world import member

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def partner():
    fill("exampleton")
    council = Organisation.objects.get(slug="exampleton-borough-council")
    return MembershipFactory(user=UserFactory(demo=True), organisation=council).user


def test_there_is_a_report_in_every_decision_and_the_words_fit_their_action(partner):
    editor = member("editor")
    type(editor).objects.filter(pk=editor.pk).update(is_demo=True)
    add_reports()
    decisions = Report.objects.order_by("pk").values_list("action__slug", "decision")
    assert list(decisions) == [
        ("light-the-ways-home", "returned"),
        *[("one-key-worker", decision) for decision in ("approved", "rejected", "withdrawn")],
        ("train-youth-workers", "pending"),
    ]
    assert ProgressUpdate.objects.get(report__isnull=False).words != Report.objects.get(decision="approved").words
    assert {report.submitted_by for report in Report.objects.all()} == {partner}
    assert not QueuedMail.objects.exists()


def test_without_the_accounts_for_trying_out_there_is_none(partner):
    add_reports()
    assert not Report.objects.exists()
