"""Releases: which figures come out together, when, and who saw them before."""

from datetime import datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from citysafe.people import early
from citysafe.publishing.models import Addressed, Publishable, PublishableQuerySet, is_public
from statistics.models.measure import Measure

USUAL_TIME = time(9, 30)
SAY_WHY_CANCELLED = "Say why it is cancelled: the public reads it in the calendar."
SEEN_TOO_LATE = "That is after the release: who saw them then saw them with everybody else."


class ReleaseQuerySet(PublishableQuerySet):
    def open_to_all(self) -> Self:
        """What the calendar shows: what has been released, and what is announced."""
        return self.filter(is_public() | models.Q(is_announced=True)).exclude(state=Publishable.State.ARCHIVED)

    def in_calendar(self, *, preview: bool) -> Self:
        """In the preview of somebody who sees no figure early: what everybody sees. Which figures change may be told by a title."""
        return self.previewable() if early.figures(preview=preview) else self.open_to_all()

    def released(self) -> Self:
        return self.filter(is_public()).order_by("-published_at", "-pk")

    def coming(self) -> Self:
        """Those still to come, the next first; one that is cancelled stands there until its day has passed."""
        return self.exclude(is_public()).exclude(self._called_off()).order_by("due_on", "due_at", "pk")

    def due_within(self, days: int) -> Self:
        """Still to come, and their day is at most so many days away, or has passed."""
        return self.coming().filter(is_cancelled=False, due_on__lte=timezone.localdate() + timedelta(days=days))

    def past(self) -> Self:
        """What came out, and what should have and was cancelled, the latest first."""
        return self.filter(is_public() | self._called_off()).order_by("-due_on", "-due_at", "-pk")

    def _called_off(self) -> models.Q:
        return models.Q(is_cancelled=True, due_on__lt=timezone.localdate())


class Release(Publishable, Addressed):
    """Figures that become public at one moment. Until then nothing of them is; title, summary and day may be, in the calendar."""

    title = models.CharField(max_length=120, help_text="What comes out, as the calendar names it. It may be public before the figures are.")
    summary = models.CharField(
        max_length=300, blank=True, help_text="One or two sentences for the calendar, without any figure: they may be public before."
    )
    measures = models.ManyToManyField(
        Measure, blank=True, related_name="releases", help_text="Which measures it brings figures for. Their pages name the coming release."
    )
    due_on = models.DateField("day", help_text="The day on which the figures come out.")
    due_at = models.TimeField("time", default=USUAL_TIME, help_text="The time of that day. 9.30am is usual for official figures.")
    only_month_known = models.BooleanField(
        "only the month is settled",
        default=False,
        help_text="The calendar then gives the month alone. Set the day before you ask for review.",
    )
    is_announced = models.BooleanField(
        "in the calendar",
        default=False,
        help_text="Title, summary and day are public before the release. From then on a new day needs a reason.",
    )
    is_cancelled = models.BooleanField("cancelled", default=False, help_text="It will not come out. The calendar says why.")
    cancelled_because = models.CharField("why it is cancelled", max_length=300, blank=True, help_text="The reason, for the public.")
    cancelled_at = models.DateTimeField("cancelled at", null=True, blank=True, help_text="The moment at which it was cancelled. Public.")
    notes = models.TextField(
        blank=True, help_text="What readers must know of these figures. Markdown. Public from the release on, and not before."
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="review asked for by",
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who asked for review, and answers for what is in it.",
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who looked at everything and released it.",
    )
    by_one_person = models.BooleanField(
        default=False, editable=False, help_text="One person entered and released it, under the recorded setting for a small office."
    )

    objects = ReleaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Publishable.Meta):
        ordering = ["-due_on", "-pk"]
        permissions = [("manage_release", "Can put figures into a release, ask for review and release")]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="statistics_release_by_another_person",
                condition=models.Q(sent_by__isnull=True)
                | models.Q(released_by__isnull=True)
                | ~models.Q(sent_by=models.F("released_by"))
                | models.Q(by_one_person=True),
                violation_error_message="Another person releases it than the one who asked for review.",
            ),
            models.CheckConstraint(
                name="statistics_release_cancelled_says_why",
                condition=models.Q(is_cancelled=False) | ~models.Q(cancelled_because=""),
                violation_error_message=SAY_WHY_CANCELLED,
            ),
            models.CheckConstraint(
                name="statistics_release_cancelled_has_a_moment",
                condition=models.Q(is_cancelled=True, cancelled_at__isnull=False) | models.Q(is_cancelled=False, cancelled_at__isnull=True),
                violation_error_message="What is cancelled has the moment at which it was cancelled, and nothing else has.",
            ),
            models.CheckConstraint(
                name="statistics_release_cancelled_is_not_public",
                condition=models.Q(is_cancelled=False) | ~models.Q(state="published"),
                violation_error_message="What has been released is no longer cancelled.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("statistics:release", args=[self.slug])

    @property
    def due(self) -> datetime:
        """The moment for which it is planned."""
        return timezone.make_aware(datetime.combine(self.due_on, self.due_at))

    @property
    def moment(self) -> datetime:
        """When it came out, or comes out as planned."""
        return self.published_at if self.state == self.State.PUBLISHED and self.published_at else self.due

    @property
    def local_moment(self) -> datetime:
        return timezone.localtime(self.moment)

    @property
    def is_open_to_all(self) -> bool:
        """Whether the calendar shows it, out or announced."""
        return self.state != self.State.ARCHIVED and (self.is_published or self.is_announced)

    @property
    def is_in_public_view(self) -> bool:
        return self.is_open_to_all

    @property
    def is_late(self) -> bool:
        """Its day has passed and it is not out."""
        return not self.is_published and not self.is_cancelled and not self.only_month_known and self.due < timezone.now()

    @property
    def may_be_filled(self) -> bool:
        """Figures go in and out while it is a draft; from review on it stays as it is."""
        return self.state == self.State.DRAFT and not self.is_cancelled


class EarlyAccess(models.Model):
    """Who saw the figures before everybody else: a role, never a name."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="early_access", help_text="What they saw.")
    who = models.CharField(max_length=160, help_text="Role and organisation, such as “Chair of the board”. Never a person's name. Public.")
    people = models.PositiveSmallIntegerField("how many people", default=1, help_text="How many people that was.")
    seen_at = models.DateTimeField("from", help_text="From which moment on they had the figures.")
    why = models.CharField(max_length=200, help_text="What they needed them for. Public.")

    class Meta:
        verbose_name = "early access"
        verbose_name_plural = "early access: who saw the figures before the release"
        ordering = ["seen_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "who"], name="statistics_early_access_once", violation_error_message="They are on the list already."
            ),
            models.CheckConstraint(
                name="statistics_early_access_is_somebody",
                condition=models.Q(people__gte=1),
                violation_error_message="At least one person saw them.",
            ),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def local_moment(self) -> datetime:
        return timezone.localtime(self.seen_at)

    def clean(self) -> None:
        super().clean()
        # A release that is being typed anew has no day yet.
        if self.seen_at and getattr(self, "release", None) and self.release.due_on and self.seen_at >= self.release.moment:
            raise ValidationError({"seen_at": SEEN_TOO_LATE})


class DateChange(models.Model):
    """An announced day that was changed, with the reason."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="date_changes", help_text="Whose day it was.")
    due_on = models.DateField("day before", help_text="The day that was announced before.")
    only_month_known = models.BooleanField("only its month was announced", default=False, help_text="The calendar had the month alone.")
    new_due_on = models.DateField("new day", help_text="The day that it was changed to.")
    new_only_month_known = models.BooleanField("of the new day too", default=False, help_text="Of the new day the month alone is settled.")
    reason = models.CharField(max_length=300, help_text="Why it was changed. Public.")
    changed_at = models.DateTimeField("changed at", default=timezone.now, help_text="When the change was announced.")

    class Meta:
        verbose_name = "changed day"
        verbose_name_plural = "changed days"
        ordering = ["changed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statistics_date_change_says_why",
                condition=~models.Q(reason=""),
                violation_error_message="Say why the day was changed: the public reads it in the calendar.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d %B %Y} to {self.new_due_on:%d %B %Y}"

    @property
    def is_of_time_alone(self) -> bool:
        return (self.due_on, self.only_month_known) == (self.new_due_on, self.new_only_month_known)
