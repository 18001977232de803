"""The one-time link with which somebody sets a password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from citysafe.people.models import User


def password_link(account: User) -> str:
    """A link that sets the account's password once, within 24 hours."""
    parts = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return absolute(reverse("account_reset_password_from_key", kwargs=parts))


def absolute(path: str) -> str:
    """An address on this site, whatever host a request claims."""
    return f"{settings.SITE_URL}{path}"
