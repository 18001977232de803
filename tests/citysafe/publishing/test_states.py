from datetime import timedelta

import pytest
from django.utils import timezone

from plan.models import Action
from tests.factories import ActionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "hours", "public", "scheduled"),
    [
        ("draft", -1, False, False),
        ("review", -1, False, False),
        ("published", -1, True, False),
        ("published", 1, False, True),
        ("archived", -1, False, False),
    ],
)
def test_only_what_is_published_and_due_is_public(state, hours, public, scheduled):
    action = ActionFactory(state=state, published_at=timezone.now() + timedelta(hours=hours))
    assert Action.objects.published().filter(pk=action.pk).exists() is public
    assert (action.is_published, action.is_scheduled) == (public, scheduled)


def test_publishing_without_a_moment_means_now():
    action = ActionFactory(draft=True, published_at=None)
    action.state = "published"
    action.save(update_fields=["state"])
    action.refresh_from_db()
    assert timezone.now() - action.published_at < timedelta(minutes=1)


def test_staff_preview_everything_but_what_is_put_away():
    shown = {ActionFactory(state=state).pk for state in ("draft", "review", "published")}
    ActionFactory(archived=True)
    assert set(Action.objects.shown(preview=True).values_list("pk", flat=True)) == shown
