"""Standing pages and the help page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from citysafe.pages.models import Page
from citysafe.publishing.views import public_page


@public_page
def help_now(request: HttpRequest, *, preview: bool) -> HttpResponse:
    return render(request, "pages/help.html", {"section": "help"})


@public_page
def page(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    return render(request, "pages/page.html", {"page": get_object_or_404(Page.objects.shown(preview=preview), slug=slug)})
