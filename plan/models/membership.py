"""Which people of an organisation may see and report on what it leads."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from citysafe.people.models import User
from plan.models.organisation import Organisation


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User) -> Self:
        """Those of this person; none where the account is closed."""
        return self.filter(user=user, user__is_active=True)


class Membership(models.Model):
    """A person belongs to an organisation: invited by an editor, gone when removed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="person",
        help_text="Who belongs to it.",
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", help_text="What the person belongs to."
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Who invited the person.",
    )
    invited_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When the person was invited.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "person of an organisation"
        verbose_name_plural = "people of organisations"
        ordering = ["organisation", "user__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="plan_membership_once",
                violation_error_message="This person belongs to the organisation already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} of {self.organisation}"

    @property
    def history_name(self) -> str:
        """What the history calls it: every member of staff reads that, and nobody's name stands in it."""
        return f"{self.user.history_name} of {self.organisation}"
