"""The content that is shipped, loaded once a run: whoever needs it again gets the rows that the load left, some fifty times as fast."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from citysafe.launch.services import load
from citysafe.publishing.models import DataVersion
from plan.models import Plan

FOLDER = settings.BASE_DIR / "content"
MODELS = [model for model in apps.get_models(include_auto_created=True) if model is not DataVersion]


def fill(content: str) -> None:
    """Store what a load of this content into an empty site stores; that a load stores it is for tests/citysafe/launch to say."""
    kinds_of_things = ContentType.objects.get_for_model(Plan).pk  # other numbers where a test has emptied the whole database
    for model, rows in _left_by_a_load(content, kinds_of_things):
        model._base_manager.bulk_create(rows)


@cache
def _left_by_a_load(content: str, kinds_of_things: int) -> list[tuple[type[Model], list[Model]]]:
    before = {model: {*model._base_manager.values_list("pk", flat=True)} for model in MODELS}
    with transaction.atomic():
        load(FOLDER / content)
        left = [(model, [*model._base_manager.exclude(pk__in=before[model])]) for model in MODELS]
        transaction.set_rollback(True)
    return left
