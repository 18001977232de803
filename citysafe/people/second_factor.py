"""The second proof beside the password: a code from an app, or a passkey."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from citysafe.people.models import User


def has_one(account: User) -> bool:
    return bool(is_mfa_enabled(account))


def is_missing(account: User) -> bool:
    """Whether this site asks for one before the admin opens, and the account has none."""
    return settings.SECOND_FACTOR_REQUIRED and not has_one(account)
