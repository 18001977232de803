from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from citysafe.design.other_sites import OPEN, is_open

FEATURES = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
]
PASSKEYS = ["publickey-credentials-create", "publickey-credentials-get"]


def _policy(passkeys: str) -> str:
    return ", ".join([*(f"{name}=()" for name in FEATURES), *(f"{name}=({passkeys})" for name in PASSKEYS)])


class HeadersMiddleware:
    """Headers that neither Django nor the policy package sets everywhere, on every answer, files and errors included."""

    closed = _policy("")
    with_passkeys = _policy("self")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_open(request, response):
            for name, value in OPEN.items():
                response.headers[name] = value
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith(settings.PRIVATE_PREFIXES):  # faults too, which no view sees
            response.headers["X-Robots-Tag"] = "noindex"
        signs_in = request.path_info.startswith("/account/")
        response.headers.setdefault("Permissions-Policy", self.with_passkeys if signs_in else self.closed)
        # Django's own middleware sets these three, but not where it refuses a host.
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        response.headers.setdefault("Cache-Control", "no-store" if response.status_code >= 400 or signs_in else "no-cache")
        return response
