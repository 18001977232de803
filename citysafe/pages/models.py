"""Words that staff own: who publishes this site, its standing pages, and where help is."""

from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from citysafe.pages.taken import taken
from citysafe.publishing.models import Addressed, Publishable, PublishableQuerySet

CHECK_AGAIN_AFTER = timedelta(days=182)


class Partnership(models.Model):
    """Who publishes this site. There is exactly one."""

    name = models.CharField(max_length=120, help_text="The partnership's full name, such as “Exampleton Community Safety Partnership”.")
    known_as = models.CharField(max_length=40, help_text="The short name at the top of every page.")
    place = models.CharField(max_length=60, help_text="The place the plan is for, such as “Exampleton”.")
    headline = models.CharField(max_length=120, help_text="The front page's heading.")
    introduction = models.CharField(max_length=300, help_text="One or two sentences under the front page's heading.")
    working_note = models.TextField(
        "is it working?", help_text="What stands above the figures on the front page: what they can and cannot show."
    )
    has_skyline = models.BooleanField(
        "show the skyline", default=False, help_text="The drawing of a waterfront at the foot of the front page's heading."
    )
    is_example = models.BooleanField(
        "invented partnership",
        default=False,
        help_text="Every page then says that the partnership is invented, and search engines are asked to stay away.",
    )
    contact_email = models.EmailField("contact e-mail address", blank=True, help_text="A role mailbox, never a person's. Shown publicly.")
    contact_note = models.CharField(
        max_length=200, blank=True, help_text="Stands beside the address: who reads it and when it is answered."
    )
    data_owner_mailbox = models.EmailField(
        "mailbox of the data’s owner",
        blank=True,
        help_text="Whoever answers for personal data reads here each week who exported some, and why. A role mailbox, never a person’s. Empty: the contact address.",
    )
    forum_name = models.CharField(max_length=80, help_text="What the half-yearly meeting is called.")
    forum_introduction = models.CharField(max_length=300, help_text="One or two sentences on what the forum is for.")
    forum_audience = models.CharField(max_length=300, help_text="Who the forum is for.")
    one_person_office = models.BooleanField(
        "one person enters and releases figures",
        default=False,
        help_text="Only where there is no second person. The page of each release then says that one person entered and released it.",
    )
    one_person_because = models.CharField(
        "why there is no second person", max_length=300, blank=True, help_text="The reason. It stands on the page of each such release."
    )
    to_confirm = models.TextField(
        "to confirm",
        blank=True,
        help_text="What somebody must still check or supply. Staff alone see this note; empty it when all is settled.",
    )
    updated_at = models.DateTimeField("last updated", auto_now=True, help_text="Set when the record is saved.")

    class Meta:
        verbose_name_plural = "partnership"
        constraints = [
            models.CheckConstraint(
                name="pages_partnership_one_person_says_why",
                condition=models.Q(one_person_office=False) | ~models.Q(one_person_because=""),
                violation_error_message="Say why there is no second person: the public reads it.",
            ),
            models.CheckConstraint(
                name="pages_partnership_is_the_only_one",
                condition=models.Q(pk=1),
                violation_error_message="There is one partnership: change that one.",
            ),
        ]

    def __str__(self) -> str:
        return self.known_as

    def save(self, **options: Any) -> None:
        self.pk = 1
        super().save(**options)


class HelpContactQuerySet(models.QuerySet):
    def unchecked(self) -> Self:
        """On every page, and never tried, or not for half a year."""
        long_ago = timezone.localdate() - CHECK_AGAIN_AFTER
        return self.filter(is_shown=True).exclude(checked_on__gte=long_ago)


class HelpContact(models.Model):
    """A number or an address where help is, shown on every page."""

    name = models.CharField(max_length=80, unique=True, help_text="Who answers, such as “Crimestoppers”.")
    number = models.CharField(
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[0-9 ]+\Z", "Write the number with digits and blanks alone.")],
        help_text="The telephone number as people read it. Leave empty where there is none.",
    )
    url = models.URLField("web address", blank=True, max_length=300, help_text="Where it has a website of its own.")
    when_to_use = models.CharField(max_length=120, help_text="One line: when to use it, in plain words.")
    explanation = models.TextField(blank=True, help_text="More about it, for the help page.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")
    is_shown = models.BooleanField("shown", default=True, help_text="Take the tick away to remove it from every page at once.")
    owner = models.CharField(max_length=80, help_text="The role that keeps it right, such as “Communications lead”. Staff alone see it.")
    checked_on = models.DateField(null=True, blank=True, help_text="When somebody last rang the number or opened the address.")
    to_confirm = models.TextField(
        "to confirm", blank=True, help_text="What somebody must still check. Staff alone see this note; empty it when all is settled."
    )

    updated_at = models.DateTimeField("last updated", auto_now=True, help_text="Set when the record is saved.")

    objects = HelpContactQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                name="pages_help_contact_can_be_reached",
                condition=~models.Q(number="") | ~models.Q(url="") | ~models.Q(explanation=""),
                violation_error_message="Give a number, a web address or an explanation of how to reach it.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tel(self) -> str:
        return self.number.replace(" ", "")


class PageQuerySet(PublishableQuerySet):
    def to_review(self) -> Self:
        """Public, and the day by which somebody looks at it again has passed."""
        return self.published().filter(review_on__lt=timezone.localdate())


class Page(Publishable, Addressed):
    """A standing page: about, privacy, cookies, accessibility, contact."""

    title = models.CharField(max_length=120, help_text="The page's heading.")
    introduction = models.CharField(max_length=300, blank=True, help_text="One sentence under the heading.")
    body = models.TextField(help_text="The text, in Markdown: ## for a heading, - for a list, [words](address) for a link.")
    in_footer = models.BooleanField(default=True, help_text="Listed at the foot of every page.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first in the footer.")
    owner = models.CharField(max_length=80, help_text="The role that keeps it right. Staff alone see it.")
    review_on = models.DateField("review by", null=True, blank=True, help_text="When the page must be looked at again.")

    objects = PageQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.slug in taken():
            raise ValidationError(
                {"slug": f"“/{self.slug}/” is another part of this site: the page would never be seen. Choose another one."}
            )

    def get_absolute_url(self) -> str:
        return reverse("pages:page", args=[self.slug])
