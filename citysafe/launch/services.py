"""Load the content files: create what is new, update what nobody touched, leave alone what staff changed."""

from pathlib import Path

from django.db import transaction

from citysafe.launch.loading import Loading, Report
from citysafe.launch.reading import read
from citysafe.pages.models import Partnership
from plan.models import Plan


def is_empty() -> bool:
    """Whether this is a new site, which has nobody's words yet."""
    return not Partnership.objects.exists() and not Plan.objects.exists()


@transaction.atomic
def load(folder: Path) -> Report:
    """Store what the folder's files say, all or nothing; a `ContentError` says what is wrong with them."""
    loading = Loading(read(folder))
    for item in loading.items.values():
        loading.place(item)
    return loading.report
