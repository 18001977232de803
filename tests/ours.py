"""What is ours among the installed apps."""

from django.apps import apps
from django.db.models import Model

ROOMS = ("citysafe", "plan", "statistics", "forum")


def is_ours(module: str) -> bool:
    return module.split(".")[0] in ROOMS


MODELS: list[type[Model]] = [model for model in apps.get_models() if is_ours(model.__module__)]
