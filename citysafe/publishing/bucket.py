"""How much one address of the internet has sent lately: a reason to look twice, never one to refuse."""

from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SECONDS = 60 * 60
MOST = 100  # an office shares one address


def is_overfull(request: HttpRequest) -> bool:
    """Count this request; whether its sender has sent more than `MOST` to this process within the hour.

    The address itself is not kept: only a fingerprint, in memory.
    """
    counts = caches["counts"]
    sender = salted_hmac("citysafe.publishing.bucket", get_adapter(request).get_client_ip(request) or "").hexdigest()
    counts.add(sender, 0, SECONDS)
    return counts.incr(sender) > MOST
