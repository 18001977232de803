"""How people come to a place at a meeting: what its organisers settle for each."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

LONGEST_CONFIRMATION, LONGEST_OFFER = 48, 14 * 24


def _hours(label: str, default: int, most: int, told: str) -> models.PositiveSmallIntegerField:
    wrong = f"Enter a whole number of hours from 1 to {most}."
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(1, wrong), MaxValueValidator(most, wrong)],
        help_text=told,
    )


class Mode(models.TextChoices):
    OPEN = "open", "Open to everybody"
    APPROVAL = "approval", "By approval: organisers decide about each"
    INVITATION = "invitation", "By invitation: with the link that organisers pass on"


class Joining(models.Model):
    mode = models.CharField(
        "who can register",
        max_length=12,
        choices=Mode,
        default=Mode.OPEN,
        help_text="Who has registered already stays registered when this changes.",
    )
    invitation_version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Raising it ends the invitation link that was passed on before."
    )
    confirms_by_mail = models.BooleanField(
        "confirm by e-mail",
        default=False,
        help_text="Whoever registers confirms the address with a link in the mail. Until then a place that is free is held for them.",
    )
    confirmation_hours = _hours(
        "hours to confirm", 24, LONGEST_CONFIRMATION, "How long a place is held for an address that is not confirmed. Then it passes on."
    )
    offer_hours = _hours(
        "hours for an offer",
        48,
        LONGEST_OFFER,
        "How long a place that came free is kept for the person it is offered to, at most until the meeting starts. Then it passes on.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="forum_event_mode_is_known", condition=Q(mode__in=Mode.values), violation_error_message="Choose who can register."
            ),
            models.CheckConstraint(
                name="forum_event_confirmation_has_its_hours",
                condition=Q(confirmation_hours__range=(1, LONGEST_CONFIRMATION)),
                violation_error_message=f"Give from 1 to {LONGEST_CONFIRMATION} hours to confirm.",
            ),
            models.CheckConstraint(
                name="forum_event_offer_has_its_hours",
                condition=Q(offer_hours__range=(1, LONGEST_OFFER)),
                violation_error_message=f"Give from 1 to {LONGEST_OFFER} hours for an offer.",
            ),
        ]

    @property
    def is_by_approval(self) -> bool:
        return self.mode == Mode.APPROVAL

    @property
    def is_by_invitation(self) -> bool:
        return self.mode == Mode.INVITATION
