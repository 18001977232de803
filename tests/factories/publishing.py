"""What all factories of publishable things share."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

PUBLISHED_AT = datetime(2024, 3, 11, 9, 0, tzinfo=UTC)


class PublishableFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(state="draft", published_at=None)
        review = factory.Trait(state="review", published_at=None)
        archived = factory.Trait(state="archived", first_public_at=PUBLISHED_AT)
        scheduled = factory.Trait(published_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=3)))

    state = "published"
    published_at = PUBLISHED_AT
