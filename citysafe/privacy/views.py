"""What is held about people, why and for how long, as everybody may know it; and when it was last erased."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.people.erased import BACKUPS_KEPT
from citysafe.privacy.models import PurgeRecord
from citysafe.privacy.registry import parts
from citysafe.publishing.views import public_page


@public_page
def personal_data(request: HttpRequest, *, preview: bool) -> HttpResponse:
    told = {
        "parts": parts(),
        "last_purge": PurgeRecord.objects.whole().first(),
        "backups_kept": BACKUPS_KEPT.days,
    }
    return render(request, "privacy/personal_data.html", told)
