"""What waits for whoever is at the desk: every matter of its pages with how many things that are, and the way to their list."""

from dataclasses import dataclass

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import reverse

from citysafe.work.attention import PARAMETER, Matter


@dataclass(frozen=True)
class Waiting:
    """How many things a matter is about now, and the address of their list."""

    title: str
    number: int
    address: str


def waiting(site: AdminSite, request: HttpRequest, labels: list[str]) -> list[Waiting]:
    """Every matter of what this person may look at, in the order of the apps; one query each."""
    desks = [desk for desk in site._registry.values() if getattr(desk, "matters", None) and desk.has_view_permission(request)]
    desks.sort(key=lambda desk: labels.index(desk.opts.app_label))
    return [_counted(desk, request, name, matter) for desk in desks for name, matter in desk.matters.items()]  # type: ignore[attr-defined]


def _counted(desk: ModelAdmin, request: HttpRequest, name: str, matter: Matter) -> Waiting:
    address = reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_changelist")
    number = matter.narrow(desk.get_queryset(request)).count() or int(matter.is_missing())
    return Waiting(matter.title, number, f"{address}?{PARAMETER}={name}")
