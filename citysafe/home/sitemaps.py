"""The addresses that search engines may list: what is public at this moment."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.pages.models import Page
from citysafe.publishing.views import public_file
from forum.models import Event
from plan.models import Action, Announcement, BoardReport, Initiative, Organisation, Plan, Priority
from statistics.models import Measure, Release

FIGURES = ["api", "areas", "claims", "compare", "data", "definitions", "not-shown", "releases"]
FIXED = [
    "/",
    "/plan/",
    "/plan/actions/",
    "/plan/gaps/",
    "/plan/reports/",
    "/plan/you-said/",
    "/statistics/",
    *(f"/statistics/{name}/" for name in FIGURES),
    "/forum/",
    "/help/",
    "/changes/",
    "/personal-data/",
]
KINDS = [Plan, Priority, Action, Initiative, Announcement, Measure, Release, Event, Page]


@public_file
def sitemap(request: HttpRequest) -> HttpResponse:
    pages: Iterable[Any] = chain.from_iterable(kind.objects.published() for kind in KINDS)
    addresses = [(settings.SITE_URL + page.get_absolute_url(), page.updated_at) for page in pages]
    fixed = [(settings.SITE_URL + path, None) for path in FIXED]
    partners = [(settings.SITE_URL + partner.get_absolute_url(), None) for partner in Organisation.objects.all()]
    frozen = BoardReport.objects.published().defer("content")
    reports = [(settings.SITE_URL + report.get_absolute_url(), report.frozen_at) for report in frozen]
    return render(request, "home/sitemap.xml", {"addresses": [*fixed, *addresses, *reports, *partners]}, content_type="application/xml")
