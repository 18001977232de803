"""Forms in the house's look: hint above the box, the error beside it, and a summary at the top of the page."""

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class HouseBoundField(BoundField):
    """Says to the template what kind of box it is."""

    @property
    def is_choice(self) -> bool:
        return self.widget_type == "checkbox"

    @property
    def is_optional(self) -> bool:
        """Not where the form names it in `one_of`: of those boxes one must be filled in. A search says it of no box."""
        if getattr(self.form, "is_search", False):
            return False
        return not self.field.required and self.name not in getattr(self.form, "one_of", ())

    @property
    def is_set_of_choices(self) -> bool:
        return self.use_fieldset


class HouseRenderer(TemplatesSetting):
    form_template_name = "design/form.html"
    field_template_name = "design/field.html"
    bound_field_class = HouseBoundField
