"""Accounts for trying a local site out: one for each role, never on a site in service."""

import sys
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.utils.crypto import get_random_string

from citysafe.people.models import User
from citysafe.people.roles import ROLES

LENGTH_OF_PASSWORDS = 16


class DemoAccount(NamedTuple):
    role: str
    email: str
    password: str


def create_demo_accounts() -> list[DemoAccount]:
    """One account for each role, with a password of its own; nothing where the site is in service or has accounts already."""
    if not settings.IS_LOCAL or User.objects.exists():
        return []
    with transaction.atomic():
        return [_create(role) for role in ROLES]


def delete_demo_accounts() -> int:
    """Delete every account for trying out; how many they were."""
    found = User.objects.filter(is_demo=True)
    number = found.count()
    found.delete()
    return number


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


def _create(role: str) -> DemoAccount:
    name = role.lower().replace(" ", ".")
    demo = DemoAccount(role, f"{name}@example.org", get_random_string(LENGTH_OF_PASSWORDS))
    account = User.objects.create_user(demo.email, demo.password, full_name=f"{role} (for trying out)", is_staff=True, is_demo=True)
    account.groups.add(Group.objects.get(name=role))
    return demo
