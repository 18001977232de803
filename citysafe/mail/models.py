"""The outbox: what is to be sent, by number alone. No body, no link and no recipient is stored."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PATIENCE = timedelta(hours=72)


def new_message_id() -> str:
    return f"<{uuid4().hex}@{settings.SITE_HOST}>"


def end_of_patience() -> datetime:
    return timezone.now() + PATIENCE


class QueuedMailQuerySet(models.QuerySet["QueuedMail"]):
    def waiting(self) -> "QueuedMailQuerySet":
        return self.filter(state=QueuedMail.State.WAITING)

    def failed(self) -> "QueuedMailQuerySet":
        return self.filter(state=QueuedMail.State.FAILED)

    def may_have_arrived(self) -> "QueuedMailQuerySet":
        """What was sent, or tried: the server may have taken it, and only its answer was lost."""
        never_written = Q(state=QueuedMail.State.UNNEEDED, attempts__lte=1)
        return self.exclude(Q(state=QueuedMail.State.WAITING, attempts=0, fault="") | never_written)

    def unclaimed(self) -> "QueuedMailQuerySet":
        """In no sender's hands, or in those of one that has been gone for longer than a claim lasts."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=timezone.now()))

    def due(self) -> "QueuedMailQuerySet":
        return self.waiting().unclaimed().filter(due_at__lte=timezone.now())


class QueuedMail(models.Model):
    """One mail of the outbox: of which kind, about what, and how its sending goes."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        UNNEEDED = "unneeded", "No longer needed"
        FAILED = "failed", "Failed"

    kind = models.CharField(max_length=60, help_text="Which kind of mail.")
    about = models.PositiveBigIntegerField(help_text="The number of what it is about.")
    message_id = models.CharField(
        "message ID", max_length=200, default=new_message_id, help_text="The same at each try, so that an extra copy is known as one."
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, help_text="How far its sending has got.")
    queued_at = models.DateTimeField("queued", default=timezone.now, help_text="When it was queued.")
    due_at = models.DateTimeField("next try", default=timezone.now, help_text="When it is tried next.")
    given_up_at = models.DateTimeField("tried until", default=end_of_patience, help_text="A try that fails after this moment is the last.")
    claimed_until = models.DateTimeField(null=True, blank=True, help_text="While somebody is sending it: when that claim ends.")
    attempts = models.PositiveIntegerField("tries", default=0, help_text="How often it has been tried.")
    fault = models.CharField("last fault", max_length=200, blank=True, help_text="Why the last try failed, without any address.")
    finished_at = models.DateTimeField("finished", null=True, blank=True, help_text="When it was sent, given up or no longer needed.")

    objects = QueuedMailQuerySet.as_manager()

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mail"
        ordering = ["-queued_at", "-pk"]
        permissions = [("send_again_queuedmail", "Can send mail again")]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(state="waiting"), name="mail_queued_mail_waiting")]
        constraints = [
            models.CheckConstraint(
                name="mail_queued_mail_state_is_known", condition=Q(state__in=["waiting", "sent", "unneeded", "failed"])
            ),
            models.UniqueConstraint(
                fields=["message_id"],
                name="mail_queued_mail_message_id_once",
                violation_error_message="Another mail has this message ID.",
            ),
            models.CheckConstraint(
                name="mail_queued_mail_waits_or_is_finished",
                condition=Q(state="waiting", finished_at=None) | Q(~Q(state="waiting"), finished_at__isnull=False, claimed_until=None),
                violation_error_message="Mail that waits is not finished; all other mail is, and nobody is sending it.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk}"

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in {self.State.WAITING, self.State.FAILED}
