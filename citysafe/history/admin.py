"""The history itself: everybody on the staff may read it, nobody may write it."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst

from citysafe.history.models import FieldChange, Revision
from citysafe.work.read_only import ReadOnly


class FieldChangeInline(ReadOnly, admin.TabularInline):
    model = FieldChange
    fields = readonly_fields = ("label", "before", "after")
    verbose_name_plural = "What changed"
    extra = 0
    can_delete = False


@admin.register(Revision)
class RevisionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("at", "name", "kind", "what", "who", "why", "public_note")
    list_filter = ("kind", "content_type", "at")
    list_select_related = ("by", "content_type")
    search_fields = ("name", "why", "public_note")
    search_help_text = "Search by what was changed, the reason or the note for the public."
    date_hierarchy = "at"
    inlines = (FieldChangeInline,)
    fieldsets = (
        (
            None,
            {"fields": ("at", "who", "kind", "what", "name"), "description": "One act of saving. The history can be read, never changed."},
        ),
        ("Why", {"fields": ("why", "public_note")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).exclude(content_type__in=_hidden_from(request.user))

    @admin.display(description="who", ordering="by__full_name")
    def who(self, revision: Revision) -> str:
        return capfirst(revision.who)

    @admin.display(description="kind of thing")
    def what(self, revision: Revision) -> str:
        return revision.content_type.name


def _hidden_from(user: Any) -> list[ContentType]:
    """The kinds of things that somebody may not see: nor do they see what became of them."""
    hidden = [model for model in apps.get_models() if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")]
    return list(ContentType.objects.get_for_models(*hidden).values())
