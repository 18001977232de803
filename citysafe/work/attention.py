"""What waits for somebody to see to it: each page of the desk names its own matters, which are filters of its list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

PARAMETER = "attention"


@dataclass(frozen=True)
class Matter:
    """Something to see to: `narrow` takes the list of the desk to exactly what it is about.

    `is_missing`: whether what should be in the list is not there at all, which counts as one.
    """

    title: str
    narrow: Callable[[Any], QuerySet]
    is_missing: Callable[[], bool] = bool


class AttentionFilter(SimpleListFilter):
    """The `matters` of a page of the desk as a filter of its list, so that list and count cannot differ."""

    title = "what needs attention"
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, matter.title) for name, matter in model_admin.matters.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return self.matters[self.value()].narrow(queryset) if self.value() in self.matters else queryset  # type: ignore[index]

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.matters: Mapping[str, Matter] = model_admin.matters
        super().__init__(request, params, model, model_admin)
