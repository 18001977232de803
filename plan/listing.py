"""In which order a list of actions stands."""

from django.db.models.functions import Left, Length

# F2 before F10, and both before S1.
IN_ORDER = (Left("reference", 1), Length("reference"), "reference", "priority__number", "pk")
