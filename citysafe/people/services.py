"""Opening and closing accounts and giving roles: what an administrator may do, and what nobody may."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.people.models import User
from citysafe.people.roles import ADMINISTRATOR

NOT_ONE_S_OWN = "You cannot change your own roles or close your own account. Ask another administrator."
OWN_FACTOR = "Change your own second factor under “Your account”."
THE_LAST = "This is the last administrator. Make somebody else an administrator first."
CLOSED = "This address belongs to a closed account of staff. Ask an administrator to open it again."
ADMINISTRATORS_ONLY = "Only an administrator can give or take roles."


def open_account(*, email: str, full_name: str, roles: Iterable[Group], by: User | None, why: str = "") -> User:
    """A new account without a password: its owner sets one through the password-reset link."""
    with transaction.atomic():
        account = User.objects.create_user(email, None, full_name=full_name)
        _give(account, roles)
        history.record(thing=account, before={}, by=by, why=why)
        return account


def let_somebody_in(*, email: str, full_name: str, by: User, why: str) -> User:
    """The open account of whoever has this address; where nobody has it, a new one without a role. May raise `ValidationError`."""
    account = User.objects.filter(email=email.lower()).first()
    if account is None:
        return open_account(email=email.lower(), full_name=full_name, roles=[], by=by, why=why)
    if not account.is_active:
        if is_of_staff(account):
            raise ValidationError(CLOSED)
        reopen_account(account=account, by=by, why=why)
    return account


def is_of_staff(account: User) -> bool:
    """Also where it is closed: it would open with the roles that it had."""
    return account.has_admin_access or account.groups.exists()


def close_if_needless(*, account: User, by: User | None, why: str) -> None:
    """Close an account that has no role, belongs to no organisation and has no duty at a door any more."""
    if not (is_of_staff(account) or account.memberships.exists() or account.door_duties.exists()):
        close_account(account=account, by=by, why=why)


def change_roles(*, account: User, roles: Iterable[Group], by: User, why: str = "") -> None:
    """Give an account these roles and no others; with a role comes the admin."""
    roles = list(roles)
    with transaction.atomic():
        check_roles(account=account, roles=roles, by=by)
        before = read(account)
        _give(account, roles)
        history.record(thing=account, before=before, by=by, why=why)


def check_roles(*, account: User, roles: Iterable[Group], by: User) -> None:
    """Refuse, in a sentence, a change of roles that nobody or not this person may make."""
    wanted, held = {role.name for role in roles}, set(account.groups.values_list("name", flat=True))
    if wanted == held:
        return
    if not by.has_perm("people.change_user"):
        raise ValidationError(ADMINISTRATORS_ONLY)
    if account == by:
        raise ValidationError(NOT_ONE_S_OWN)
    if ADMINISTRATOR in held - wanted:
        _keep_one_administrator(account)


def close_account(*, account: User, by: User | None, why: str = "") -> None:
    """End an account: no password, no second factor, no session; it is kept, so that history can name it."""
    if account == by:
        raise ValidationError(NOT_ONE_S_OWN)
    with transaction.atomic():
        history.reread(account)
        _keep_one_administrator(account)
        account.is_active = False
        account.set_unusable_password()
        history.save(thing=account, by=by, why=why, fields=("is_active", "password"))
        shut(account)


def shut(account: User) -> None:
    """Nothing opens it any more, and nobody is signed in to it."""
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    end_sessions(account)


def reopen_account(*, account: User, by: User, why: str = "") -> None:
    """Open a closed account again, with the roles that it had; its owner sets a new password."""
    account.is_active = True
    history.save(thing=account, by=by, why=why, fields=("is_active",))


def take_second_factor_away(*, account: User, by: User, why: str) -> None:
    """For a lost phone: the account is signed out everywhere and opens with the password, then sets up a new factor."""
    if account == by:
        raise ValidationError(OWN_FACTOR)
    with transaction.atomic():
        Authenticator.objects.filter(user=account).delete()
        history.record(thing=account, before=read(account), by=by, why=why)
        end_sessions(account)


def end_sessions(account: User) -> int:
    """Sign somebody out everywhere; how many sessions that were."""
    key = str(account.pk)
    own = [session.pk for session in Session.objects.iterator() if session.get_decoded().get("_auth_user_id") == key]
    Session.objects.filter(pk__in=own).delete()
    return len(own)


def forget_former_addresses(account: User) -> None:
    """After a change of address the old one opens nothing any more."""
    EmailAddress.objects.filter(user=account).exclude(email=account.email).delete()


def _give(account: User, roles: Iterable[Group]) -> None:
    account.groups.set(roles)
    let_in(account, may_enter=account.groups.exists())
    account.save(update_fields=["is_staff"])


def let_in(account: User, *, may_enter: bool) -> None:
    """Set whether the desk opens to it. Whoever gets in has to sign in anew: a mailed code, which may have opened the session, opens no desk."""
    if may_enter and not account.is_staff and account.pk:
        end_sessions(account)
    account.is_staff = may_enter


def _keep_one_administrator(account: User) -> None:
    administrators = User.objects.select_for_update().filter(is_active=True, groups__name=ADMINISTRATOR)
    if list(administrators) == [account]:
        raise ValidationError(THE_LAST)
