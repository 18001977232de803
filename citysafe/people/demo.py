"""Accounts for trying a local site out: one for each role, a partner and a helper at the door, never on a site in service."""

import sys
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.crypto import salted_hmac

from citysafe.people.models import User
from citysafe.people.roles import ROLES
from citysafe.safety import is_local_database

PARTNER, DOOR = "Partner", "Door"
MARK = " (for trying out)"
LENGTH_OF_PASSWORDS = 16


class DemoAccount(NamedTuple):
    role: str
    email: str
    password: str


@transaction.atomic
def demo_accounts() -> list[DemoAccount]:
    """One account for each role, made where a local database has no account yet; those still open where it has. In service: none."""
    if not settings.IS_LOCAL or not is_local_database(settings.DATABASES["default"]):
        return []
    if not User.objects.exists():
        for role in ROLES:
            _create(role).groups.add(Group.objects.get(name=role))
    named = Coalesce(F("groups__name"), F("full_name"))
    accounts = User.objects.filter(is_demo=True, is_active=True).annotate(role=named).order_by("pk")
    return [DemoAccount(account.role.removesuffix(MARK), account.email, _password(account)) for account in accounts]


def demo_partner() -> User:
    """A new account without a role, to be made somebody's of an organisation."""
    return _create(PARTNER)


def demo_helper() -> User:
    """A new account without a role, to be given a duty at a door."""
    return _create(DOOR)


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


def _create(role: str) -> User:
    email = f"{role.lower().replace(' ', '.')}@example.org"
    account = User(email=email, full_name=f"{role}{MARK}", is_staff=role in ROLES, is_demo=True)
    account.set_password(_password(account))
    account.save()
    return account


def _password(account: User) -> str:
    """Another one in each database, and the same at each start: nothing has to be stored to print it again."""
    return salted_hmac("citysafe.people.demo", f"{account.email} {account.joined_at.isoformat()}").hexdigest()[:LENGTH_OF_PASSWORDS]
