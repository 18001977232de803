"""Inviting people to an organisation, and removing them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.mail.services import queue
from citysafe.people import services as people
from citysafe.people.models import User
from plan.invitations import INVITATION
from plan.models import Membership, Organisation

ALREADY = "This person belongs to the organisation already. In the list above you can send the invitation again."
MEANWHILE = "Somebody else did the same at this moment. Look at the list, then try again if it is still needed."


def invite(*, organisation: Organisation, email: str, full_name: str, by: User) -> Membership:
    """Let a person in, and tell them by mail how to sign in; where nobody has the address, with a new account without a role.

    `ValidationError`, in a sentence, where that cannot be.
    """
    try:
        with transaction.atomic():
            account = people.let_somebody_in(email=email, full_name=full_name, by=by, why="Invited to an organisation.")
            membership = _join(organisation, account, by)
            queue(kind=INVITATION, about=membership.pk)
            return membership
    except IntegrityError:
        raise ValidationError(MEANWHILE) from None


def invite_again(*, membership: Membership, by: User) -> None:
    """The same mail once more."""
    with transaction.atomic():
        _note(membership.organisation, f"The invitation was sent again: {membership.user.history_name}.", by)
        queue(kind=INVITATION, about=membership.pk)


def remove(*, membership: Membership, why: str, by: User) -> None:
    """End a membership and every session of the person; an account that is left without organisation and role is closed."""
    organisation, account = membership.organisation, membership.user
    with transaction.atomic():
        membership.delete()
        _note(organisation, f"A person was removed: {account.history_name}. {why}", by)
        people.end_sessions(account)
        people.close_if_needless(account=account, by=by, why="Removed from the last organisation.")


def _join(organisation: Organisation, account: User, by: User) -> Membership:
    membership, is_new = Membership.objects.get_or_create(user=account, organisation=organisation, defaults={"invited_by": by})
    if not is_new:
        raise ValidationError(ALREADY)
    _note(organisation, f"A person was invited: {account.history_name}.", by)
    return membership


def _note(organisation: Organisation, words: str, by: User) -> None:
    """In the organisation's history, which every member of staff reads: people go by the numbers of their accounts."""
    history.record(thing=organisation, before=read(organisation), by=by, why=words)
