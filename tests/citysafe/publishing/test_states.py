from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.utils import timezone

from citysafe.publishing import services
from citysafe.publishing.models import Publishable
from plan.models import Action
from tests import factories
from tests.factories import ActionFactory
from tests.factories.publishing import PUBLISHED_AT
from tests.ours import MODELS

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


def test_the_first_public_moment_outlasts_taking_back_and_publishing_anew():
    action = ActionFactory()
    assert action.first_public_at == PUBLISHED_AT
    for verb in (services.take_back, services.publish, services.archive):
        verb(thing=action, by=None)
        action.refresh_from_db()
        assert (action.first_public_at, action.has_been_public) == (PUBLISHED_AT, True)
    action.state, action.published_at = "published", timezone.now() + timedelta(days=1)
    action.save()
    assert action.first_public_at == PUBLISHED_AT


def test_a_moment_to_come_may_still_be_moved_and_given_up():
    action = ActionFactory(scheduled=True)
    assert (action.first_public_at, action.has_been_public) == (action.published_at, False)
    action.published_at += timedelta(days=1)
    action.save()
    assert action.first_public_at == action.published_at
    services.archive(thing=action, by=None)
    action.refresh_from_db()
    assert (action.first_public_at, action.has_been_public) == (None, False)


def test_publishing_some_fields_alone_keeps_the_first_moment_too():
    action = ActionFactory(draft=True)
    action.state = "published"
    action.save(update_fields=["state"])
    action.refresh_from_db()
    assert action.first_public_at == action.published_at is not None


def test_saving_other_fields_alone_leaves_the_moments_as_they_are_stored():
    read_before = ActionFactory()
    Action.objects.update(first_public_at=PUBLISHED_AT - timedelta(days=9))
    read_before.save(update_fields=["title"])
    assert Action.objects.get().first_public_at == PUBLISHED_AT - timedelta(days=9)


NEWER = {"plan.Theme", "statistics.Annotation", "statistics.Concept", "statistics.Release"}
OLDER_THAN_THE_FIELD = [model for model in MODELS if issubclass(model, Publishable) and model._meta.label not in NEWER]


@pytest.mark.parametrize("model", OLDER_THAN_THE_FIELD, ids=lambda model: model._meta.label)
@pytest.mark.parametrize(
    ("made", "expected"),
    [({}, PUBLISHED_AT), ({"archived": True}, PUBLISHED_AT), ({"draft": True}, None), ({"archived": True, "published_at": None}, None)],
    ids=["published", "archived", "draft", "archived unseen"],
)
def test_what_was_public_before_the_field_was_there_has_it_filled(model, made, expected):
    thing = getattr(factories, f"{model.__name__}Factory")(**made)
    model._base_manager.update(first_public_at=None)
    migrations = import_module(f"{apps.get_app_config(model._meta.app_label).name}.migrations")
    [name] = [module.name for module in iter_modules(migrations.__path__) if module.name.endswith("_first_public_at")]
    import_module(f"{migrations.__name__}.{name}").fill(apps, None)
    assert model._base_manager.get(pk=thing.pk).first_public_at == expected
