"""How much one sender has sent lately: a reason to look twice, never one to refuse."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SECONDS = 60 * 60
MOST = 250  # an office of two hundred shares one address
HOUSEHOLD = 64  # bits of an IPv6 address that one connection has as its own


def is_overfull(request: HttpRequest) -> bool:
    """Count this request; whether its sender has sent more than `MOST` to this process within the hour.

    The address itself is not kept: only a fingerprint, in memory. All whose address cannot be told are one sender.
    """
    counts = caches["counts"]
    sender = salted_hmac("citysafe.publishing.bucket", _sender(request)).hexdigest()
    counts.add(sender, 0, SECONDS)
    try:
        return bool(counts.incr(sender) > MOST)
    except ValueError:  # its hour ended between the two
        return False


def _sender(request: HttpRequest) -> str:
    try:
        address = ip_address(get_adapter(request).get_client_ip(request) or "")
    except (ValueError, PermissionDenied):
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, HOUSEHOLD), strict=False) if address.version == 6 else address)
