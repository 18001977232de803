from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import ConfirmedAdmin
from plan.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(ConfirmedAdmin):
    list_display = ("name", "kind", "leads", "position", "confirm")
    list_filter = ("kind", ToConfirmFilter)
    search_fields = ("name", "part")
    ordering = ("position", "name")
    search_help_text = "Search by name or by its part in the plan."
    fieldsets = (
        (None, {"fields": ("name", "kind", "part"), "description": "The organisation, as the public sees it on the page of the plan."}),
        ("How to reach it", {"fields": ("url", "mailbox"), "description": "The website is public, the mailbox is for staff."}),
        ("Order and open questions", {"fields": ("position", "to_confirm")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).annotate(led=Count("led_actions"))

    @admin.display(description="leads actions", ordering="led")
    def leads(self, organisation: Organisation) -> int:
        return organisation.led  # type: ignore[attr-defined]
