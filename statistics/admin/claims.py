from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from citysafe.desk.filters import ToConfirmFilter
from citysafe.desk.publishing import PublishedAdmin
from statistics import ledger, services, wording
from statistics.admin import computed
from statistics.models import Claim

NOT_SAVED = "Save it first: then it is held beside our own sum."


class LookAgainFilter(admin.SimpleListFilter):
    title = "looking again"
    parameter_name = "look"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "A figure it rests on was revised")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.to_look_at() if self.value() == "yes" else queryset  # type: ignore[attr-defined]


@admin.register(Claim)
class ClaimAdmin(PublishedAdmin):
    list_display = ("text", "said_on", "claimed", "our_sum", "finding", "look_again", "publication", "confirm")
    list_filter = ("state", LookAgainFilter, "said_by", "area", ToConfirmFilter)
    search_fields = ("text", "said_by", "where", "subject")
    search_help_text = "Search by statement, speaker or document."
    date_hierarchy = "said_on"
    autocomplete_fields = ("area", "earlier", "later")
    readonly_fields = ("computed",)
    actions = ("looked_again", *PublishedAdmin.actions)
    fieldsets = (
        (
            None,
            {
                "fields": ("text", "said_by", ("said_on", "said_on_is_month"), "where", "url", "position"),
                "description": "What somebody said in public about the figures, in short and in our words.",
            },
        ),
        (
            "What was claimed",
            {
                "fields": ("subject", "area", ("direction", "percentage", "difference"), ("earlier_count", "later_count"), "wished"),
                "description": "Their numbers, as they were published. A percentage, a difference, both, or a direction alone.",
            },
        ),
        (
            "The figures it rests on",
            {
                "fields": ("earlier", "later", "computed", "note"),
                "description": "Our own sum comes from these two, drafts included here. If one of them is revised, the finding follows by itself, "
                "and the statement is marked “Look again” in the list.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).with_figures(preview=True).with_revisions()  # type: ignore[attr-defined]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """All statements of the page are judged at once."""
        changes = super().get_changelist_instance(request)
        for entry in ledger.entries(changes.result_list, preview=True):
            entry.claim.entry = entry  # type: ignore[attr-defined]
        return changes

    def public_address(self, thing: Claim) -> str:
        return f"{reverse('statistics:claims')}#claim-{thing.pk}"

    @admin.display(description="claimed")
    def claimed(self, claim: Claim) -> str:
        return claim.said

    @admin.display(description="our sum")
    def our_sum(self, claim: Claim) -> str:
        return computed.of_entry(claim.entry)  # type: ignore[attr-defined]

    @admin.display(description="finding")
    def finding(self, claim: Claim) -> str:
        return str(claim.entry.verdict.value).capitalize()  # type: ignore[attr-defined]

    @admin.display(description="look again", ordering="revised_at")
    def look_again(self, claim: Claim) -> str:
        return f"Revised on {wording.day(timezone.localdate(claim.revised_at))}" if claim.revised_at and claim.is_to_look_at else ""

    @admin.display(description="finding, as computed")
    def computed(self, claim: Claim) -> str | SafeString:
        found = ledger.entries(Claim.objects.filter(pk=claim.pk).with_figures(preview=True), preview=True) if claim.pk else []
        return format_html_join("", "<p>{}</p>", ((line,) for entry in found for line in computed.lines(entry))) or NOT_SAVED

    @admin.action(description="Looked at again: the statement stands as it is here", permissions=["change"])
    def looked_again(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        self._act(request, queryset, services.look_again, "looked at again")
