"""What points to a person from elsewhere: mail about them in the outbox, and what the history says of them."""

from collections.abc import Collection

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from citysafe.history.models import FieldChange, Revision
from citysafe.mail import kinds
from citysafe.mail.models import QueuedMail


def mail_about(model: str, numbers: Collection[int]) -> QuerySet[QueuedMail]:
    """The mail of the outbox, sent or waiting, about those rows of a model such as “forum.Registration”."""
    about = [kind.name for kind in kinds.all_kinds() if kind.about == model]
    return QueuedMail.objects.filter(kind__in=about, about__in=numbers)


def history_of(model: str, numbers: Collection[int]) -> QuerySet[Revision]:
    content_type = ContentType.objects.get_for_model(apps.get_model(model))
    return Revision.objects.filter(content_type=content_type, object_id__in=numbers)


def forget(model: str, numbers: Collection[int]) -> None:
    """Delete the mail and empty the lines of the history: that something happened, when and by whom stays, and nothing of what it said."""
    mail_about(model, numbers).delete()
    lines = history_of(model, numbers)
    FieldChange.objects.filter(revision__in=lines).delete()
    lines.exclude(why="").update(why="")
