"""What an upgrade may leave behind in the database: told by `migrate` and by `check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

from statistics.models import Measure
from statistics.models.measure import TAKEN

HIDDEN = "The measure “{title}” has the address part “{slug}”, which another page of the figures has now: nobody can reach its page."
HINT = "Sign in at /admin/, open the measure and choose another address part."


def measures_are_reachable(*, databases: Sequence[str] | None = None, **options: Any) -> list[checks.CheckMessage]:
    """A warning for each measure that was stored before its address was taken; none before the first migration."""
    told: list[checks.CheckMessage] = []
    for name in databases or ():
        if Measure._meta.db_table in connections[name].introspection.table_names():
            hidden = Measure.objects.using(name).filter(slug__in=TAKEN).order_by("slug").values_list("title", "slug")
            told += [checks.Warning(HIDDEN.format(title=title, slug=slug), hint=HINT, id="statistics.W001") for title, slug in hidden]
    return told
