from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest


class ToConfirmFilter(admin.SimpleListFilter):
    """What somebody must still check or supply."""

    title = "something to confirm"
    parameter_name = "confirm"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Has something to confirm"), ("no", "Nothing to confirm")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.exclude(to_confirm="")
            case "no":
                return queryset.filter(to_confirm="")
            case _:
                return queryset
