"""Accounts for trying a local site out: one for each role, never on a site in service."""

import sys

from django.conf import settings
from django.db import DatabaseError

from citysafe.people.models import User


def refuse_demo_accounts() -> None:
    """End the process, in one sentence, where a site in service holds a demo account."""
    if settings.IS_LOCAL:
        return
    try:
        found = User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return  # Not migrated yet, or down: the pages themselves say so.
    if found:
        sys.exit(
            "This site will not start:\n- The database holds accounts for trying out: delete them with “manage.py delete_demo_accounts”."
        )
