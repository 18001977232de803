"""Standing pages and the help page."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from citysafe.pages.models import HelpContact, Page
from citysafe.publishing.views import public_page


@public_page
def help_now(request: HttpRequest, *, preview: bool) -> HttpResponse:
    updated_at = HelpContact.objects.filter(is_shown=True).aggregate(last=Max("updated_at"))["last"]
    return render(request, "pages/help.html", {"section": "help", "updated_at": updated_at})


@public_page
def page(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    return render(request, "pages/page.html", {"page": get_object_or_404(Page.objects.shown(preview=preview), slug=slug)})
