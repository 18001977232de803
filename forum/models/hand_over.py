"""Handing a registration over to a colleague."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.models.registration import Registration


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def not_ended(self) -> Self:
        return self.filter(ended_at=None)

    def open(self) -> Self:
        """Those that the colleague can still accept."""
        return self.not_ended().filter(asked_at__gt=timezone.now() - HandOver.GOOD_FOR)


class HandOver(models.Model):
    """A colleague is invited to take a registration over. Until they accept nothing changes."""

    GOOD_FOR = timedelta(hours=48)

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="hand_overs", editable=False, help_text="What is handed over."
    )
    colleague_name = models.CharField(
        max_length=120, null=True, editable=False, help_text="As whoever hands over wrote it; gone when the invitation ends."
    )
    colleague_email = models.EmailField(
        "colleague's e-mail address", null=True, editable=False, help_text="Where the invitation goes; gone when it ends."
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was asked for: it is good for 48 hours.")
    ended_at = models.DateTimeField(null=True, editable=False, help_text="When it was accepted, withdrawn or followed by another.")
    is_accepted = models.BooleanField("accepted", default=False, editable=False, help_text="Whether the colleague has taken it over.")

    objects = HandOverQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(ended_at=None),
                name="forum_hand_over_one_at_a_time",
                violation_error_message="A colleague is invited already.",
            ),
            models.CheckConstraint(
                name="forum_hand_over_names_nobody_once_it_has_ended",
                condition=Q(ended_at=None, colleague_name__isnull=False, colleague_email__isnull=False)
                | Q(ended_at__isnull=False, colleague_name=None, colleague_email=None),
                violation_error_message="An invitation names the colleague until it ends, and nobody afterwards.",
            ),
            models.CheckConstraint(
                name="forum_hand_over_is_over_once_it_is_accepted",
                condition=Q(is_accepted=False) | Q(ended_at__isnull=False),
                violation_error_message="What is accepted has ended.",
            ),
            models.CheckConstraint(
                name="forum_hand_over_nothing_is_an_empty_string",
                condition=~(Q(colleague_name="") | Q(colleague_email="")),
                violation_error_message="What is not known is left out, never kept as an empty word.",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"

    @property
    def good_until(self) -> datetime:
        return self.asked_at + self.GOOD_FOR

    @property
    def is_open(self) -> bool:
        return self.ended_at is None and timezone.now() < self.good_until and self.registration.may_hand_over
