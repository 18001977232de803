"""The second proof beside the password: a code from an app, or a passkey."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from citysafe.people.models import User


def has_one(account: User) -> bool:
    return bool(is_mfa_enabled(account))


def is_satisfied(request: HttpRequest, account: User) -> bool:
    """Whether the staff desk may open: an account with a second factor has shown it in this session, where a site asks for one each has it."""
    return _is_shown(request, account) if has_one(account) else not settings.SECOND_FACTOR_REQUIRED


def next_step(account: User) -> tuple[str, str]:
    """What whoever is kept out does next: a sentence, and the address of the page for it."""
    if not has_one(account):
        return "Set up a second factor first. Without one the staff desk and previews stay closed.", reverse("mfa_index")
    ways = [way["url"] for way in get_adapter().get_reauthentication_methods(account) if way["id"].startswith("mfa")]
    return "Show your second factor in this browser too.", ways[0]


def _is_shown(request: HttpRequest, account: User) -> bool:
    """A session that was opened by the password alone, before the factor was set up, stays outside."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, account))
