"""Every write to what a public page may show gives the site a new version, whoever writes and however.

Services, the admin, the loader, `update()`, `bulk_create()`: all of them pass here. In a transaction both are seen
at once. What writes past Django, such as COPY, raises the version itself.
"""

import re
import secrets
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from citysafe.publishing.models import DataVersion

# Apps and models that no public page shows anything of: what is written there leaves the public pages as they are.
# The words for places are shown, seldom change, and tell of it themselves (forum.services.availability). What staff write of
# a workshop is recorded as a change of its meeting, which is watched.
NEVER_SHOWN = (
    *("account", "admin", "backups", "contenttypes", "launch", "mail", "mfa", "sessions", "work"),
    *("statistics.Import", "statistics.ImportFile", "statistics.ImportedCell", "statistics.ImportedFigure"),
    *("statistics.RelationChange", "plan.Membership", "people.SignInCode"),
    *("plan.MilestoneReport", "plan.Reminder", "plan.ReportDraft"),
    *(
        "publishing.DataVersion",
        "forum.Places",
        "forum.Turnout",
        "forum.Feedback",
        "forum.Registration",
        "forum.Needs",
        "forum.RepeatedSubmission",
        "forum.ExportDigest",
    ),
    *(
        "forum.Mailing",
        "forum.Subscriber",
        "forum.Workshop",
        "forum.WorkshopSeat",
        "forum.Question",
        "forum.Answer",
        "forum.OrganisationPlaces",
    ),
)
WRITES = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
TABLE = DataVersion._meta.db_table
RAISE = f"INSERT INTO {TABLE} (id, token) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET token = excluded.token"  # noqa: S608


def raise_version(connection: BaseDatabaseWrapper) -> None:
    """A token that was never there before: a transaction rolled back or a backup restored brings its own pages back."""
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [secrets.token_hex(16)])


class Watch:
    """Hangs on one connection and looks at each statement."""

    def __init__(self) -> None:
        self.is_migrated = False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
        result = execute(sql, params, many, context)
        written = WRITES.match(sql)
        if written and written[1] in shown_tables() and self._may_raise(context["connection"]):
            raise_version(context["connection"])
        return result

    def _may_raise(self, connection: BaseDatabaseWrapper) -> bool:
        """Migrations write before the version has its table."""
        self.is_migrated = self.is_migrated or TABLE in connection.introspection.table_names()
        return self.is_migrated


def watch(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    if not any(isinstance(wrapper, Watch) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.append(Watch())


@cache
def shown_tables() -> frozenset[str]:
    """All but those that `NEVER_SHOWN` names: a new table is watched unless somebody says that no page shows it."""
    models = apps.get_models(include_auto_created=True)
    hidden = set(NEVER_SHOWN)
    return frozenset(model._meta.db_table for model in models if not {model._meta.app_label, model._meta.label} & hidden)
