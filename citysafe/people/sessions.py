"""How long a sign-in is good for, however busy it is."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def is_over(request: HttpRequest) -> bool:
    """Whether it began longer ago than a session may last: Django itself counts from the last change."""
    records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
    return bool(records) and time.time() - records[0]["at"] > settings.SESSION_COOKIE_AGE
