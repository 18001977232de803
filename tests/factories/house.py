"""Accounts, history, standing pages: the rooms of the site itself."""

import factory
from django.contrib.contenttypes.models import ContentType
from factory.django import DjangoModelFactory

from tests.factories.publishing import PublishableFactory


class UserFactory(DjangoModelFactory):
    class Meta:
        model = "people.User"
        skip_postgeneration_save = True

    class Params:
        staff = factory.Trait(is_staff=True)
        administrator = factory.Trait(is_staff=True, is_superuser=True)
        leaver = factory.Trait(is_active=False)
        demo = factory.Trait(is_demo=True)

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("a long pass phrase")


class SignInCodeFactory(DjangoModelFactory):
    class Meta:
        model = "people.SignInCode"

    user = factory.SubFactory(UserFactory)
    address = "0" * 64


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = "history.Revision"

    class Params:
        of = factory.SubFactory("tests.factories.plan.OrganisationFactory")
        public = factory.Trait(public_note="The lead partner has changed.", address="/plan/")

    kind = "changed"
    content_type = factory.LazyAttribute(lambda self: ContentType.objects.get_for_model(type(self.of)))
    object_id = factory.LazyAttribute(lambda self: self.of.pk)
    name = factory.LazyAttribute(lambda self: str(self.of))


class FieldChangeFactory(DjangoModelFactory):
    class Meta:
        model = "history.FieldChange"

    revision = factory.SubFactory(RevisionFactory)
    field = factory.Sequence(lambda n: f"field_{n}")
    label = factory.Sequence(lambda n: f"field {n}")
    before = "as it was"
    after = "as it is"


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = "pages.Partnership"
        django_get_or_create = ("id",)

    id = 1
    name = "Exampleton Community Safety Partnership"
    known_as = "Safer Exampleton"
    place = "Exampleton"
    headline = "What we do together"
    introduction = "The plan, and how far it has got."
    working_note = "Counts first. No figure here proves what caused it."
    forum_name = "Exampleton forum"
    forum_introduction = "Twice a year we say how it goes."
    forum_audience = "Everybody who lives or works here."


class HelpContactFactory(DjangoModelFactory):
    class Meta:
        model = "pages.HelpContact"

    name = factory.Sequence(lambda n: f"Helpline {n}")
    number = factory.Sequence(lambda n: f"0300 {n:06}")
    when_to_use = "When you want to talk to somebody."
    owner = "Communications lead"


class PageFactory(PublishableFactory):
    class Meta:
        model = "pages.Page"

    slug = factory.Sequence(lambda n: f"page-{n}")
    title = factory.Sequence(lambda n: f"Standing page {n}")
    body = "## A heading\n\nSome **words**."
    owner = "Communications lead"


class DataVersionFactory(DjangoModelFactory):
    class Meta:
        model = "publishing.DataVersion"
        django_get_or_create = ("id",)

    id = 1
    token = "0" * 32


class FormerAddressFactory(DjangoModelFactory):
    class Meta:
        model = "publishing.FormerAddress"

    class Params:
        of = factory.SubFactory(PageFactory)

    path = factory.Sequence(lambda n: f"/former-{n}/")
    content_type = factory.LazyAttribute(lambda self: ContentType.objects.get_for_model(type(self.of)))
    object_id = factory.LazyAttribute(lambda self: self.of.pk)


class LoadedItemFactory(DjangoModelFactory):
    class Meta:
        model = "launch.LoadedItem"

    key = factory.Sequence(lambda n: f"plan.action:a{n}")
    object_id = factory.Sequence(lambda n: n + 1)
    digest = file_digest = "0" * 64
