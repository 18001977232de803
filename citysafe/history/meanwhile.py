"""Two people at one form: whoever saves later is told what the other one changed, and saves again on purpose."""

import json
import re
from collections.abc import Mapping

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator

from citysafe.history.diff import Reading
from citysafe.history.models import Revision
from citysafe.history.reading import words

MARK = re.compile(r"([0-9]{1,18})\.[0-9a-f]{64}", re.ASCII)
LONGEST_VALUE = 300

NOBODY_KNOWN = "Not saved: this has changed since you opened it, and the history does not say who changed it."
WAY_ON = "What you typed is still here. Take over what should stay of the other changes, then save again."
COLLIDED = (
    "Not saved: somebody else saved at the same moment something that may be there only once, "
    "such as the same address part or the same place in a list. Look at what is there now, change yours and save again."
)


def mark(thing: models.Model, reading: Mapping[str, Reading]) -> str:
    """What a form is opened with: the last line of the history, and a digest of everything that stands in the thing."""
    latest = Revision.objects.of(thing).order_by("-pk").values_list("pk", flat=True).first() or 0
    stored = json.dumps({name: field.key or field.words for name, field in reading.items()}, sort_keys=True)
    return f"{latest}.{salted_hmac(__name__, stored, algorithm='sha256').hexdigest()}"


def is_same(one: str, other: str) -> bool:
    """Whether nothing stands differently: a reason alone, or a save without a change, hinders nobody."""
    return one.partition(".")[2] == other.partition(".")[2]


def told(thing: models.Model, reading: Mapping[str, Reading], opened_with: str) -> list[str]:
    """Who changed it since when, what stands there now, and the way on."""
    known = MARK.fullmatch(opened_with)
    since = Revision.objects.of(thing).filter(pk__gt=int(known[1])).order_by("pk") if known else Revision.objects.none()
    revisions = list(since.select_related("by").prefetch_related("fields"))
    who = [f"Not saved: {revision.who} changed this on {words(revision.at)}, after you opened it." for revision in revisions]
    labels = {change.field: change.label for revision in revisions for change in revision.fields.all()}
    now = [_stands(label, reading.get(field)) for field, label in labels.items()]
    return [*(who or [NOBODY_KNOWN]), *now, WAY_ON]


def _stands(label: str, now: Reading | None) -> str:
    if now is None:
        return f"{label}: no longer there."
    return f"{label} is now “{Truncator(now.shown).chars(LONGEST_VALUE)}”." if now.words else f"{label} is now empty."
