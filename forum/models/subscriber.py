"""Whoever asked to be told when the next forum is announced."""

import secrets
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

CONSENT = {"2026-11": "I want a mail whenever a forum is announced, until I say that I want no more."}
"""What people agree to, by version; the last is what is asked now. A new text is a new version: the old ones say what was agreed to."""

NEWEST = [*CONSENT][-1]


def new_version() -> int:
    return secrets.randbelow(2**31)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at=None)


class Subscriber(models.Model):
    """An address to which each announcement of a forum goes, once its owner has confirmed it. It is made by `forum.services` alone."""

    email = models.EmailField("e-mail address", editable=False, help_text="Where announcements go, as it was typed.")
    email_key = models.EmailField(unique=True, editable=False, help_text="The address as addresses are compared.")
    asked_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When a mail was last sent for agreeing.")
    confirmed_at = models.DateTimeField("agreed", null=True, editable=False, help_text="When its owner agreed. Empty: not yet.")
    words_version = models.CharField(max_length=10, blank=True, editable=False, help_text="Which words they agreed to.")
    last_written_at = models.DateTimeField(
        "last mail", default=timezone.now, editable=False, help_text="When a forum was last announced to it, or else when it was added."
    )
    link_version = models.PositiveIntegerField(
        default=new_version, editable=False, help_text="Stands in its links: a number that is given out again after a restore opens none."
    )

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="forum_subscriber_agreed_to_words",
                condition=Q(confirmed_at=None, words_version="") | (Q(confirmed_at__isnull=False) & ~Q(words_version="")),
                violation_error_message="Whoever agreed did so to words that were there to be read; nobody else did.",
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"
