"""A page of the desk that asks something before it acts."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest
from django.template.response import TemplateResponse


def ask(
    desk: ModelAdmin, request: HttpRequest, form: forms.BaseForm, *, title: str, told: list[str], button: str, **more: Any
) -> TemplateResponse:
    """The page with its form, what was typed and what is wrong with it. `told` are its sentences, `more` its context."""
    names = [name for name, field in form.fields.items() if not field.widget.is_hidden and name != "website"]
    context = {
        **desk.admin_site.each_context(request),
        "title": title,
        "told": told,
        "button": button,
        "form": form,
        "adminform": AdminForm(form, [(None, {"fields": names})], {}, model_admin=desk),  # type: ignore[arg-type]
        "opts": desk.opts,
        **more,
    }
    return TemplateResponse(request, "admin/ask.html", context, headers={"Cache-Control": "no-store"})
