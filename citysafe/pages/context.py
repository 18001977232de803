from dataclasses import dataclass
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from citysafe.pages.models import HelpContact, Page, Partnership
from citysafe.people import early
from citysafe.publishing.addresses import PREVIEW_PREFIX
from citysafe.publishing.editions import shared


@dataclass(frozen=True)
class Furniture:
    partnership: Partnership
    help_contacts: list[HelpContact]
    footer_pages: list[Page]

    @classmethod
    def read(cls) -> Self:
        footer = Page.objects.published().filter(in_footer=True).defer("body")
        return cls(Partnership.objects.first() or Partnership(), [*HelpContact.objects.filter(is_shown=True)], [*footer])


def furniture(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page: who publishes it, where help is, the footer. Read once an edition, and only if shown."""
    around = cache(lambda: shared(request, "furniture", Furniture.read))
    return {
        "site_url": settings.SITE_URL,
        "preview_prefix": PREVIEW_PREFIX if request.path_info.startswith(f"{PREVIEW_PREFIX}/") else "",
        "sees_figures_early": early.is_seen,
        "partnership": SimpleLazyObject(lambda: around().partnership),
        "help_contacts": SimpleLazyObject(lambda: around().help_contacts),
        "footer_pages": SimpleLazyObject(lambda: around().footer_pages),
    }
