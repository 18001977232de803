"""Who has registered for a meeting, and how that stands."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from forum.addresses import email_key
from forum.models import states
from forum.models.event import Event
from forum.models.of_people import OF_PEOPLE
from forum.models.registrations import RegistrationQuerySet
from forum.models.states import ENDED, OF_STATES
from forum.references import reference_of


class Registration(models.Model):
    """One person's registration for one meeting. Its name is its reference: nothing that prints it tells who it is."""

    State = states.State

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations", help_text="The meeting it is for.")
    key = models.UUIDField(
        unique=True, editable=False, help_text="Belongs to the form that was sent: sent again, it is the same registration."
    )
    reference = models.CharField(max_length=12, unique=True, editable=False, help_text="What the person quotes when asking about it.")
    state = models.CharField(max_length=24, choices=State, editable=False, help_text="How it stands.")
    has_place = models.BooleanField(
        "has a place", default=False, editable=False, help_text="Whether a place is kept for them: that is what counts as taken."
    )
    expires_at = models.DateTimeField(
        "ends at",
        null=True,
        blank=True,
        editable=False,
        help_text="Until when the person can confirm the address, or take the place that is offered.",
    )
    is_unconfirmed = models.BooleanField(
        "unconfirmed",
        default=False,
        editable=False,
        help_text="The meeting asks for a confirmation by mail, and the owner of the address has not given it.",
    )
    first_state = models.CharField(
        "told at first",
        max_length=24,
        choices=State,
        editable=False,
        help_text="What the person was told on registering: a place, the waiting list, or that the organisers decide.",
    )
    queue_rank = models.SmallIntegerField(
        "rank in the queue",
        default=0,
        editable=False,
        help_text="Lower comes first, then who registered first. 0, unless organisers moved somebody to the front.",
    )
    moved_to = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="moved_from",
        help_text="The registration for another meeting to which organisers moved it.",
    )
    approved_at = models.DateTimeField("approved", null=True, blank=True, editable=False, help_text="When the organisers approved it.")
    reason_told = models.CharField(
        "reason that was told",
        max_length=200,
        null=True,
        blank=True,
        editable=False,
        help_text="Why the organisers declined it, where the mail says so.",
    )
    arrived_at = models.DateTimeField(
        "arrived", null=True, blank=True, editable=False, help_text="When the person was marked as here, at the door of the meeting."
    )
    is_held = models.BooleanField(
        "held",
        default=False,
        editable=False,
        help_text="It looks made by a program: its mail waits until somebody has looked, or 48 hours.",
    )
    full_name = models.CharField(max_length=120, null=True, help_text="As the person wrote it.")
    email = models.EmailField("e-mail address", null=True, help_text="As typed: mail goes there.")
    email_key = models.CharField(
        "address as compared", max_length=254, null=True, editable=False, help_text="The address in the form in which two are compared."
    )
    new_email = models.EmailField(
        "new e-mail address", null=True, blank=True, editable=False, help_text="Asked for, until its owner confirms it by mail."
    )
    new_email_asked_at = models.DateTimeField(
        "new address asked for",
        null=True,
        blank=True,
        editable=False,
        help_text="When the new address was asked for: unconfirmed, it goes after 48 hours.",
    )
    former_email = models.EmailField(
        "former e-mail address", null=True, editable=False, help_text="Where mail went before: that is told there, and then it goes."
    )
    address_moved_at = models.DateTimeField(
        "address changed",
        null=True,
        editable=False,
        help_text="When mail began to go to another address: the former one goes three days later.",
    )
    organisation = models.ForeignKey(
        "plan.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="forum_registrations",
        help_text="The organisation, if it is one of the plan's.",
    )
    counted_in = models.ForeignKey(
        "forum.OrganisationPlaces",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="registrations",
        help_text="The places of the organisation among which this one is counted.",
    )
    other_organisation = models.CharField(max_length=120, null=True, blank=True, help_text="Any other organisation or group.")
    role = models.CharField(max_length=120, null=True, blank=True, help_text="What the person does there.")
    shares_name = models.BooleanField(
        "name shared", default=False, editable=False, help_text="Whether others who come and share theirs see it."
    )
    registrar_name = models.CharField(
        max_length=120, null=True, editable=False, help_text="Who registered them, where it was somebody else."
    )
    registrar_email = models.EmailField(
        "registrar's e-mail address", null=True, editable=False, help_text="As that person typed it: nobody has confirmed it."
    )
    notice_version = models.CharField(
        "privacy notice", max_length=40, editable=False, help_text="The version of the notice that was agreed to."
    )
    link_version = models.PositiveIntegerField(
        "version of the private link", default=1, editable=False, help_text="Raising it ends the private link that was sent before."
    )
    registered_at = models.DateTimeField("registered", default=timezone.now, editable=False, help_text="When the form was sent.")
    changed_at = models.DateTimeField("last changed", auto_now=True, help_text="When it last changed.")
    thanked_at = models.DateTimeField(
        "thanked", null=True, editable=False, help_text="When the letter of thanks was queued, so that it goes once."
    )
    asked_again_at = models.DateTimeField(
        "tried again", null=True, editable=False, help_text="When somebody tried to register this address again, until its owner is told."
    )

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["event", "pk"]
        permissions = [
            ("manage_registration", "Can cancel, release and answer for registrations"),
            ("export_registration", "Can export registrations"),
            ("give_registration", "Can give people what is held about them at the forum"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email_key"],
                condition=~Q(state__in=ENDED),
                name="forum_registration_one_live_per_email",
                violation_error_message="This address is already registered for this meeting.",
            ),
            *OF_STATES,
            *OF_PEOPLE,
        ]
        indexes = [models.Index(fields=["event", "state", "queue_rank", "id"], name="forum_registration_queue")]

    def __str__(self) -> str:
        return self.reference

    def save(self, **options: Any) -> None:
        self.email_key = email_key(self.email) if self.email else None
        self.reference = self.reference or reference_of(self.key)
        super().save(**options)

    @property
    def is_live(self) -> bool:
        return self.state not in ENDED

    @property
    def has_a_place(self) -> bool:
        return self.has_place

    @property
    def has_expired(self) -> bool:
        """The moment decides, whether or not the due work has run."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def stands_as(self) -> str:
        """The state as it is at this moment."""
        return self.State.EXPIRED if self.has_expired else self.state

    @property
    def is_refused(self) -> bool:
        """Declined by the organisers, not by the person."""
        is_theirs = self.first_state == self.State.AWAITING_APPROVAL and self.approved_at is None
        return is_theirs and self.state == self.State.DECLINED

    @property
    def is_beyond(self) -> bool:
        """Whether the organisers decide about it because its organisation has used its places."""
        used_up = self.event.organisation_places.used_up().filter(organisation=self.organisation_id)
        return self.state == self.State.AWAITING_APPROVAL and used_up.exists()

    @property
    def may_change(self) -> bool:
        """Until the meeting begins, and only while it stands."""
        return self.is_live and not self.has_expired and not self.event.has_begun

    @property
    def may_hand_over(self) -> bool:
        """While a place or a position is there to pass on; not where organisers decide about each person."""
        passes_on = self.state in {self.State.CONFIRMED, self.State.OFFERED, self.State.WAITING}
        return passes_on and self.may_change and not self.event.is_cancelled and not self.event.is_by_approval

    @property
    def others_named(self) -> list[str]:
        """Who registered the person, and whom they have invited to take over: people whom nothing that stays may name either."""
        invited = self.hand_overs.filter(colleague_name__isnull=False).values_list("colleague_name", flat=True)
        return [name for name in (self.registrar_name, *invited) if name]

    @property
    def of_organisation(self) -> str:
        return str(self.organisation) if self.organisation else self.other_organisation or ""
