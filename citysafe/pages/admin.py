"""Standing pages, help numbers, and who publishes the site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import ConfirmedAdmin, PublishedAdmin
from citysafe.pages.models import HelpContact, Page, Partnership
from citysafe.work.attention import AttentionFilter, Matter


@admin.register(Page)
class PageAdmin(PublishedAdmin):
    list_display = ("title", "in_footer", "owner", "review_on", "publication", "confirm")
    list_filter = (AttentionFilter, "state", "in_footer", ToConfirmFilter)
    matters = {"review": Matter("Pages whose day of review has passed", lambda pages: pages.to_review())}
    search_fields = ("title", "introduction", "body")
    search_help_text = "Search in headings and text."
    date_hierarchy = "review_on"
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("title", "slug", "introduction", "body")}),
        ("Where it stands", {"fields": (("in_footer", "position"),)}),
        (
            "Who keeps it right",
            {
                "fields": ("owner", "review_on"),
                "description": "A role, not a person, and the day by which the page must be looked at again.",
            },
        ),
    )


@admin.register(HelpContact)
class HelpContactAdmin(ConfirmedAdmin):
    list_display = ("name", "number", "when_to_use", "is_shown", "checked_on", "position", "confirm")
    list_filter = (AttentionFilter, "is_shown", ToConfirmFilter)
    matters = {"check": Matter("Help numbers that nobody has checked for half a year", lambda contacts: contacts.unchecked())}
    search_fields = ("name", "number", "when_to_use")
    search_help_text = "Search by name, number or use."
    fieldsets = (
        (
            None,
            {
                "fields": ("name", "number", "url", "when_to_use", "explanation"),
                "description": "It stands on every page. A wrong number can cost somebody help: ring it before you save.",
            },
        ),
        ("Where it stands", {"fields": (("is_shown", "position"),)}),
        ("Who keeps it right", {"fields": ("owner", "checked_on", "to_confirm")}),
    )


@admin.register(Partnership)
class PartnershipAdmin(ConfirmedAdmin):
    list_display = ("known_as", "name", "place", "confirm")
    search_fields = ("name",)
    fieldsets = (
        (None, {"fields": ("name", "known_as", "place", "is_example")}),
        ("The front page", {"fields": ("headline", "introduction", "working_note", "has_skyline")}),
        (
            "Contact",
            {"fields": ("contact_email", "contact_note"), "description": "A role mailbox, never a person’s address: it is public."},
        ),
        ("Personal data", {"fields": ("data_owner_mailbox",), "description": "Staff alone see it."}),
        ("The forum", {"fields": ("forum_name", "forum_introduction", "forum_audience")}),
        (
            "Releasing figures",
            {
                "fields": ("one_person_office", "one_person_because"),
                "description": "As a rule one person enters figures and another releases them.",
            },
        ),
        ("Open questions", {"fields": ("to_confirm",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Partnership.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
