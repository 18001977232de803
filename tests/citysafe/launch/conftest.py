import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Model, TextField

from citysafe.launch.models import LoadedItem
from citysafe.launch.reading import read
from citysafe.launch.services import load
from tests.content import fill

LIVERPOOL = settings.BASE_DIR / "content" / "liverpool"
DEEPER = {"Observation": ["series__measure", "series__source"], "Claim": ["earlier__series__measure", "later__series__measure"]}
FOR_STAFF = {"to_confirm", "owner", "mailbox"}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> dict[str, Model]:
    """Every row of Liverpool's content by its label, as a load into an empty site left it; the site is empty again."""
    with django_db_blocker.unblock(), transaction.atomic():
        items = read(LIVERPOOL)
        fill("liverpool")
        rows = {}
        for remembered in LoadedItem.objects.all():
            model = items[remembered.key].kind.model
            links = [field.name for field in model._meta.concrete_fields if field.is_relation]
            known = model._base_manager.select_related(*links, *DEEPER.get(model.__name__, []))
            rows[remembered.key] = known.get(pk=remembered.object_id)
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def public_texts(loaded) -> dict[str, str]:
    """What the public may read, by label and field."""
    return {
        f"{label}, {field.name}": getattr(row, field.name)
        for label, row in loaded.items()
        for field in row._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices and field.name not in FOR_STAFF
    }


@pytest.fixture
def load_text(tmp_path):
    def write_and_load(text, name="content.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return load(tmp_path)

    return write_and_load


def of(loaded, model_label):
    return [row for label, row in loaded.items() if label.startswith(f"{model_label}:")]
