"""Behind every form and every `save`: what no program of ours would write."""

from django.db.models import Model


def change(thing: Model, **fields) -> None:
    type(thing)._base_manager.filter(pk=thing.pk).update(**fields)


def repeat(made, *fields, **others) -> None:
    """Give a second thing those fields of the first."""
    first, second = made(), made()
    change(second, **{field: getattr(first, field) for field in fields}, **others)
