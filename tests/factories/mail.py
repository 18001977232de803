"""The outbox and the due work."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory


class QueuedMailFactory(DjangoModelFactory):
    """A mail that is due: with its kind known to the site, but about nobody."""

    class Meta:
        model = "mail.QueuedMail"

    class Params:
        failed = factory.Trait(state="failed", fault="No mail can go to this address.", finished_at=factory.LazyFunction(timezone.now))
        sent = factory.Trait(state="sent", finished_at=factory.LazyFunction(timezone.now))

    kind = "people.password_reset"
    about = factory.Sequence(lambda n: 1_000_000 + n)


class TaskRunFactory(DjangoModelFactory):
    class Meta:
        model = "work.TaskRun"

    name = factory.Sequence(lambda n: f"example.task_{n}")
    ran_at = factory.LazyFunction(timezone.now)
