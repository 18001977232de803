from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from citysafe.pages.models import HelpContact, Page, Partnership
from citysafe.publishing.addresses import PREVIEW_PREFIX


def furniture(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page: who publishes it, where help is, the footer. Read once, and only if shown."""
    return {
        "site_url": settings.SITE_URL,
        "preview_prefix": PREVIEW_PREFIX if request.path_info.startswith(f"{PREVIEW_PREFIX}/") else "",
        "partnership": SimpleLazyObject(lambda: Partnership.objects.first() or Partnership()),
        "help_contacts": SimpleLazyObject(lambda: list(HelpContact.objects.filter(is_shown=True))),
        "footer_pages": SimpleLazyObject(lambda: list(Page.objects.published().filter(in_footer=True).defer("body"))),
    }
