"""Draws docs/data-model.md from the models themselves: `python docs/draw_data_model.py`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "data-model.md"
APPS = {
    "plan": "The plan",
    "statistics": "Figures",
    "forum": "The forum",
    "pages": "Pages and help",
    "people": "People",
    "history": "History",
    "publishing": "Publishing",
    "launch": "Launch content",
    "mail": "Mail",
    "work": "Due work",
    "privacy": "Personal data",
    "backups": "Backups",
}
INTRODUCTION = """# The data model

Drawn from the models by `python docs/draw_data_model.py`; a test says when it is out of date. Links between the three apps
(plan, statistics, forum) are foreign keys by name: their code does not import one another. Everything with a publication state also
has the fields `state`, `published_at`, `to_confirm` and `updated_at`, and everything with a page has `slug`.
"""


def document() -> str:
    from django.apps import apps

    return "\n".join([INTRODUCTION, *(section(apps.get_app_config(label), title) for label, title in APPS.items())])


def section(config, title: str) -> str:
    models = sorted((model for model in config.get_models() if not model._meta.auto_created), key=lambda model: model.__name__)
    links = sorted({line for model in models for line in relations(model)})
    described = [f"- **{model._meta.verbose_name}** (`{model.__name__}`): {summary(model)}" for model in models]
    return "\n".join([f"## {title}\n", "```mermaid", "erDiagram", *map(entity, models), *links, "```\n", *described, ""])


def entity(model) -> str:
    own = [field for field in model._meta.concrete_fields if not field.is_relation and field.name not in {"id", "password"}]
    lines = [f"        {field.get_internal_type()} {field.name}" for field in own]
    return "\n".join([f"    {model.__name__} {{", *lines, "    }"])


def relations(model) -> Iterator[str]:
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        target = field.related_model
        if target is not None and not isinstance(target, str):
            ends = "}o--o{" if field.many_to_many else "}o--||" if not field.null else "}o--o|"
            yield f"    {model.__name__} {ends} {target.__name__} : {field.name}"


def summary(model) -> str:
    doc = (model.__doc__ or "").strip()
    is_generated = doc.startswith(f"{model.__name__}(")
    return "see its fields." if is_generated or not doc else " ".join(doc.split())


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "citysafe.settings")
    import django

    import citysafe  # noqa: F401

    django.setup()
    TARGET.write_text(document(), encoding="utf-8")
