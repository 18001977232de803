"""The admin's way of saving: whatever is saved or deleted here is in the history, with the reason."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.db import IntegrityError, models, transaction
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from citysafe.history import services
from citysafe.history.forms import RecordedForm, RecordedFormSet
from citysafe.history.models import Revision

REVISIONS_ON_A_PAGE = 50


class HistoryAdmin(admin.ModelAdmin):
    """For things whose history stands beside them."""

    object_history_template = "admin/history.html"

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not through what only points here: whether anything does can tell of people whom somebody may not see."""
        filters = {getattr(one, "parameter_name", "") for one in self.get_list_filter(request)}
        points_here = {relation.name for relation in self.opts.related_objects} - filters
        return lookup.partition("__")[0] not in points_here and super().lookup_allowed(lookup, value, request)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        thing = self.get_object(request, object_id)
        if thing is None:
            raise Http404
        if not self.has_view_or_change_permission(request, thing):
            raise PermissionDenied
        revisions = Revision.objects.of(thing).select_related("by").prefetch_related("fields")
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {thing}",
            "subtitle": None,
            "revisions": Paginator(revisions, REVISIONS_ON_A_PAGE).get_page(request.GET.get("p")),
            "module_name": str(capfirst(self.opts.verbose_name_plural)),
            "object": thing,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)


class RecordedInline(InlineModelAdmin):
    """Rows on the page of a thing that are recorded with it. “DELETE” among the fields is the box that takes a row away."""

    formset = RecordedFormSet
    reason_needed_for: frozenset[str] = frozenset()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.reason_needed_for = self.reason_needed_for  # type: ignore[attr-defined]
        return formset


class RecordedAdmin(HistoryAdmin):
    """Base of every page of the admin on which something can be changed."""

    form = RecordedForm
    reason_needed_for: frozenset[str] = frozenset()
    note_needed_for: frozenset[str] = frozenset()
    record_fields: tuple[str, ...] = ("why", "public_note")
    record_help = "Everything you change is kept in the history: who, when, from, to, and why."
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    save_on_top = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False  # one click away from what is chosen, it would be pressed by mistake
        if isinstance(db_field, models.DateTimeField) and field and hasattr(field.widget, "widgets"):
            for part, name in zip(field.widget.widgets, ("date", "time"), strict=True):
                part.attrs["aria-label"] = f"{field.label}: {name}"
        if isinstance(db_field, models.TimeField) and field:
            field.widget.format = "%H:%M"
        return field

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        form.reason_needed_for = self.reason_needed_for  # type: ignore[attr-defined]
        form.note_needed_for = self.note_needed_for  # type: ignore[attr-defined]
        form.has_collided = getattr(request, "has_collided", False)  # type: ignore[attr-defined]
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = [*super().get_fieldsets(request, obj)]
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if may_write:
            fields = (*self.record_fields, "opened_with") if obj else self.record_fields
            fieldsets.append(("Record of this change", {"fields": fields, "description": self.record_help, "classes": ("closing",)}))
        return fieldsets

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing is filled in from the address: a link sent to staff must not write into their form."""
        return {}

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Whoever saves has the thing alone until that is done: the next one waits, and is told what has changed.

        What only points to it, such as a registration for a meeting, waits for nobody.
        """
        thing = super().get_object(request, object_id, from_field)
        if thing is not None and request.method == "POST" and transaction.get_connection().in_atomic_block:
            self.model._base_manager.select_for_update(no_key=True).filter(pk=thing.pk).values_list("pk").first()
            thing = super().get_object(request, object_id, from_field)
        return thing

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        """What two people save at one moment passes both checks: the database refuses the later one, who is asked again."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            request.has_collided = not _can_be_read_again(request)  # type: ignore[attr-defined]
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            request.has_collided = True  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.record(request, form)

    def record(self, request: HttpRequest, form: Any) -> None:
        said = form.cleaned_data
        note = said.get("public_note", "") if "public_note" in self.record_fields else ""
        services.record(thing=form.instance, before=form.before, by=request.user, why=said.get("why", ""), public_note=note)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        services.delete(thing=obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for thing in queryset:
            services.delete(thing=thing, by=request.user)

    # The history stands in for the admin's own log, which knows neither values nor reasons.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        pass

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        pass

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:  # type: ignore[override]
        pass


def _can_be_read_again(request: HttpRequest) -> bool:
    """A large upload is moved into its place by the first attempt: there is nothing left to store by a second one."""
    return not any(isinstance(upload, TemporaryUploadedFile) for upload in request.FILES.values())
