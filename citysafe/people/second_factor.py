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


def is_proven_to_partners(request: HttpRequest, account: User) -> bool:
    """Whether the partners' pages may open: as the desk does, or to whoever chose no factor and signed in by a mailed code."""
    by_code = not account.has_admin_access and not has_one(account) and _has_recorded(request, account, "code")
    return by_code or is_satisfied(request, account)


def next_step(account: User) -> tuple[str, str]:
    """What whoever is kept out does next: a sentence, and the address of the page for it."""
    if not has_one(account):
        return (
            "Set up a second factor first. A password alone opens neither the staff desk, nor previews, partners’ pages or the list at a door.",
            reverse("mfa_index"),
        )
    ways = [way["url"] for way in get_adapter().get_reauthentication_methods(account) if way["id"].startswith("mfa")]
    return "Show your second factor in this browser too.", ways[0]


def _is_shown(request: HttpRequest, account: User) -> bool:
    """A session that was opened by the password alone, before the factor was set up, stays outside."""
    return _has_recorded(request, account, "mfa")


def _has_recorded(request: HttpRequest, account: User, method: str) -> bool:
    return any(record.get("method") == method for record in get_authentication_records(request, account))
