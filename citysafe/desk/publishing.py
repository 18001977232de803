"""The admin of whatever has a draft and a public side."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from citysafe.desk.filters import ToConfirmFilter
from citysafe.history.recording import RecordedAdmin
from citysafe.publishing import services
from citysafe.publishing.addresses import preview_of
from citysafe.publishing.models import Publishable

PUBLICATION = (
    "Publication",
    {
        "fields": (("state", "published_at"), "to_confirm"),
        "description": "Drafts and what is in review are seen by staff alone. Published shows it to everybody, from the moment you give.",
        "classes": ("closing",),
    },
)


class ConfirmedAdmin(RecordedAdmin):
    """For things that carry a note of what must still be confirmed."""

    list_filter: ClassVar[Any] = (ToConfirmFilter,)

    @admin.display(description="to confirm", ordering="to_confirm")
    def confirm(self, thing: Any) -> str:
        return "To confirm" if thing.to_confirm else ""


class StatedAdmin(ConfirmedAdmin):
    """For what has a draft and a public side, whoever may make it public."""

    list_filter: ClassVar[Any] = ("state", ToConfirmFilter)
    actions: Any = ("take_back", "archive")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What has been public is archived, with its address and its history, and never deleted."""
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.has_been_public)

    @admin.display(description="publication", ordering="state")
    def publication(self, thing: Publishable) -> str:
        state = "Scheduled" if thing.is_scheduled else str(thing.get_state_display())
        if thing.published_at is None or thing.state != Publishable.State.PUBLISHED:
            return state
        moment = timezone.localtime(thing.published_at)
        return f"{state}, {moment.day} {moment:%b %Y}"

    def public_address(self, thing: Any) -> str:
        """Where the public sees it."""
        return str(thing.get_absolute_url())

    def view_on_site(self, thing: Any) -> str | None:
        return self.public_address(thing) if thing.is_published else None

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and not obj.is_published and obj.state != Publishable.State.ARCHIVED:
            context["preview_url"] = preview_of(self.public_address(obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.action(description="Take back to draft", permissions=["change"])
    def take_back(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._act(request, queryset, services.take_back, "now drafts, seen by staff alone")

    @admin.action(description="Archive: take off the site and keep", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._act(request, queryset, services.archive, "archived")

    def _act(self, request: HttpRequest, queryset: QuerySet, act: Callable[..., Any], done: str) -> None:
        changed = []
        for thing in queryset:
            try:
                changed += [thing] if act(thing=thing, by=request.user, why="From the list.") else []
            except ObjectDoesNotExist:  # deleted since the list was read
                continue
            except ValidationError as refusal:
                self.message_user(request, f"{thing}: {' '.join(refusal.messages)}", messages.ERROR)
        if changed:
            self.message_user(request, f"{len(changed)} of {len(queryset)} chosen: {done}.", messages.SUCCESS)
        else:
            self.message_user(request, "Nothing to do: what you chose was so already.", messages.INFO)


class PublishedAdmin(StatedAdmin):
    """For what whoever may change it may also make public."""

    actions: Any = ("publish", *StatedAdmin.actions)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [*super().get_fieldsets(request, obj)]
        fieldsets.insert(len(self.fieldsets or ()), PUBLICATION)
        return fieldsets

    @admin.action(description="Publish now", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._act(request, queryset, services.publish, "now public")
