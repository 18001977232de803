"""Rows in a table of the desk."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst


class LabelledRows:
    """Mixed into a tabular inline: each box says what belongs in it to those who do not see the head of its column."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        for name, field in formset.form.base_fields.items():
            field.widget.attrs.setdefault("aria-label", capfirst(field.label or name))
            if isinstance(field, forms.TimeField):
                field.widget.format = "%H:%M"
        formset.deletion_widget = forms.CheckboxInput(attrs={"aria-label": "Delete"})
        return formset
