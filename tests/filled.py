"""A form of the admin as a browser would send it back: everything that stands in it, and what is typed anew."""

from typing import Any

from django.db.models.fields.files import FieldFile
from django.forms import BoundField
from django.test import Client


def filled(client: Client, address: str, **typed: Any) -> dict[str, Any]:
    context = client.get(address).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    boxes = {name: value for form in forms for bound in form for name, value in _sent(bound).items()}
    return {name: value for name, value in {**boxes, **typed}.items() if value not in (None, False)}


def _sent(bound: BoundField) -> dict[str, Any]:
    """What one box sends, or each part of a box of several parts."""
    widget, value = bound.field.widget, bound.value()
    if hasattr(widget, "widgets"):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{bound.html_name}{name}": part.format_value(shown) for name, part, shown in parts}
    if isinstance(value, FieldFile):
        return {}
    if isinstance(value, list | bool):
        return {bound.html_name: value}
    shown = widget.format_value(value)
    return {bound.html_name: shown[0] if isinstance(shown, list) else shown}
