"""The mail that people of an organisation get."""

from django.urls import reverse

from citysafe.mail.kinds import Kind
from citysafe.mail.letters import Letter, paragraphs
from citysafe.pages.models import Partnership
from citysafe.people.links import absolute
from citysafe.people.models import User
from plan.models import Membership, Organisation

INVITATION = "plan.invitation"


def invitation(about: int) -> Letter | None:
    """To the person of that membership; nothing where it has ended."""
    membership = Membership.objects.select_related("user", "organisation").filter(pk=about, user__is_active=True).first()
    return _invitation(membership.user, membership.organisation) if membership else None


def sample_invitation() -> Letter:
    return _invitation(User(email="somebody@example.org", full_name="Somebody"), Organisation(name="An organisation"))


def _invitation(account: User, organisation: Organisation) -> Letter:
    context = {"account": account, "organisation": organisation, "partnership": Partnership.objects.first()}
    return Letter(
        to=account.email,
        subject=f"You can sign in for {organisation}",
        paragraphs=paragraphs("plan/mail/invitation.txt", context),
        action=("Go to the sign-in page", absolute(reverse("partners:home"))),
    )


KIND = Kind(INVITATION, "Invitation to a person of a partner", invitation, sample_invitation, about="plan.Membership")
