"""Forms in the house's look: hint above the box, the error beside it, and a summary at the top of the page."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class HouseBoundField(BoundField):
    """Ties hint and error to the box, so that a screen reader says them with it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        described_by = [f"{self.auto_id}_hint"] if self.help_text else []
        if self.errors:
            described_by.append(f"{self.auto_id}_error")
        if described_by:
            attrs["aria-describedby"] = " ".join(described_by)
        return attrs

    @property
    def is_choice(self) -> bool:
        return self.widget_type == "checkbox"

    @property
    def is_set_of_choices(self) -> bool:
        return self.use_fieldset


class HouseRenderer(TemplatesSetting):
    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = HouseBoundField
