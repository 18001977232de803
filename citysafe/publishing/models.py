"""Draft, review, published, archived: for every model that has something to show to the public."""

from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


def is_public(of: str = "") -> models.Q:
    """The condition for a thing, or for what the look-up `of` leads to, to be public at this moment."""
    prefix = f"{of}__" if of else ""
    return models.Q(**{f"{prefix}state": Publishable.State.PUBLISHED, f"{prefix}published_at__lte": timezone.now()})


def is_shown(of: str, *, preview: bool) -> models.Q:
    """The condition for what the look-up `of` leads to: public, or for a preview not put away."""
    return ~models.Q(**{f"{of}__state": Publishable.State.ARCHIVED}) if preview else is_public(of)


class PublishableQuerySet(models.QuerySet):
    within: tuple[str, ...] = ()
    """What it belongs to, as look-ups: it is public only while all of that is public too."""

    def published(self) -> Self:
        """What the public may see at this moment: published, and its moment has come."""
        return self.filter(*(is_public(parent) for parent in ("", *self.within)))

    def previewable(self) -> Self:
        """What staff may look at before the public does: everything that is not put away."""
        return self.exclude(state=Publishable.State.ARCHIVED)

    def shown(self, *, preview: bool) -> Self:
        return self.previewable() if preview else self.published()


class Publishable(models.Model):
    moments: ClassVar[tuple[str, ...]] = ("published_at",)
    """The fields that hold a moment at which its pages change by themselves."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        REVIEW = "review", "In review"
        PUBLISHED = "published", "Published"
        ARCHIVED = "archived", "Archived"

    state = models.CharField(
        "publication",
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text="Only what is published is public. Archived means taken off the site and kept.",
    )
    published_at = models.DateTimeField(
        "goes public at",
        null=True,
        blank=True,
        help_text="The moment of publication. A moment in the future keeps it hidden until then. Left empty, publishing sets it to now.",
    )
    first_public_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="The first moment at which it was public. It stays when the thing is taken back, archived or published anew.",
    )
    to_confirm = models.TextField(
        "to confirm",
        blank=True,
        help_text="What somebody must still check or supply. Staff alone see this note; empty it when all is settled.",
    )
    updated_at = models.DateTimeField("last updated", auto_now=True, help_text="Set when the record is saved.")

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_a_moment",
                condition=~models.Q(state="published") | models.Q(published_at__isnull=False),
                violation_error_message="Something published needs the moment at which it goes public.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_state_is_known",
                condition=models.Q(state__in=["draft", "review", "published", "archived"]),
            ),
        ]

    def save(self, **options: Any) -> None:
        before = self.published_at, self.first_public_at
        self._set_moments()
        if options.get("update_fields") is not None and before != (self.published_at, self.first_public_at):
            options["update_fields"] = {*options["update_fields"], "published_at", "first_public_at"}
        super().save(**options)

    def clean(self) -> None:
        """Whoever publishes for the first time and names no moment means now, in a form too."""
        super().clean()
        if self.state == self.State.PUBLISHED and not self.has_been_public:
            self.published_at = self.published_at or timezone.now()

    def _set_moments(self) -> None:
        was_never_public = not self.has_been_public
        if self.state == self.State.PUBLISHED:
            self.published_at = self.published_at or timezone.now()
            self.first_public_at = self.published_at if was_never_public else self.first_public_at
        elif was_never_public:
            self.first_public_at = None

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED and self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_in_public_view(self) -> bool:
        """Whether the public reads any of it at this moment, so that a change of its words needs a reason."""
        return self.is_published

    @property
    def has_been_public(self) -> bool:
        return self.first_public_at is not None and self.first_public_at <= timezone.now()

    @property
    def is_scheduled(self) -> bool:
        return self.state == self.State.PUBLISHED and not self.is_published


class Addressed(models.Model):
    """A page with an address of its own; when its address part changes, the old address leads on."""

    slug = models.SlugField(
        "address part",
        max_length=80,
        unique=True,
        help_text="The last part of the page's address: small letters, numbers and hyphens. If you change it, the old address leads on to the new one.",
    )

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        super().save(**options)
        if stored is not None and stored.get_absolute_url() != self.get_absolute_url():
            # What nobody has seen yet takes no address away from something that was there before.
            was_seen = not isinstance(stored, Publishable) or stored.is_published
            remember = FormerAddress.objects.update_or_create if was_seen else FormerAddress.objects.get_or_create
            remember(
                path=stored.get_absolute_url(),
                defaults={"content_type": ContentType.objects.get_for_model(type(self)), "object_id": self.pk},
            )

    def get_absolute_url(self) -> str:
        raise NotImplementedError


class FormerAddress(models.Model):
    """An address that something public used to have."""

    path = models.CharField(max_length=200, unique=True, help_text="The old address, from the first slash.")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, help_text="What kind of thing it was the address of.")
    object_id = models.PositiveBigIntegerField(help_text="Which one it was the address of.")
    page = GenericForeignKey("content_type", "object_id")
    since = models.DateTimeField(auto_now_add=True, help_text="When the address changed.")

    class Meta:
        verbose_name = "former address"
        verbose_name_plural = "former addresses"
        constraints = [
            models.CheckConstraint(name="publishing_former_address_is_absolute", condition=models.Q(path__startswith="/")),
        ]

    def __str__(self) -> str:
        return self.path


class DataVersion(models.Model):
    """The state of everything that a public page may show: another token, another state. There is one row."""

    token = models.CharField(max_length=32, help_text="Chosen anew with every change.")

    class Meta:
        constraints = [models.CheckConstraint(name="publishing_data_version_is_the_only_one", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return self.token
