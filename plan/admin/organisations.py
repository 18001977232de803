from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import ConfirmedAdmin
from plan.admin.people import PeopleAdmin
from plan.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(PeopleAdmin, ConfirmedAdmin):
    list_display = ("name", "kind", "leads", "position", "confirm")
    list_filter = ("kind", ToConfirmFilter)
    search_fields = ("name", "part")
    ordering = ("position", "name")
    search_help_text = "Search by name or by its part in the plan."
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "slug", "kind", "part"),
                "description": "The organisation, as the public sees it on its page and the plan’s.",
            },
        ),
        (
            "How to reach it",
            {"fields": ("url", ("mailbox", "shows_mailbox")), "description": "The website is public, the mailbox only if you say so."},
        ),
        ("Order and open questions", {"fields": ("position", "to_confirm")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).annotate(led=Count("led_actions"))

    @admin.display(description="leads actions", ordering="led")
    def leads(self, organisation: Organisation) -> int:
        return organisation.led  # type: ignore[attr-defined]
