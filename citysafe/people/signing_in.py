"""Signing in by a mailed code: for people without admin access alone.

Any address gets the same rows, the same mail in the outbox and the same page, so that nobody learns which has an account.
"""

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from citysafe.mail.services import queue
from citysafe.people import attempts, codes, mails
from citysafe.people.models import MOST_TRIES, SignInCode, User
from citysafe.people.personal_data import A_DAY


def ask(*, email: str) -> SignInCode:
    """A new code for whoever has this address, if anybody; it ends those asked for before. Its mail is queued."""
    account = User.objects.filter(email=email.lower(), is_active=True).first()
    address = codes.fingerprint(email)
    with transaction.atomic():
        SignInCode.objects.alive().filter(address=address).update(ended_at=timezone.now())
        asked = SignInCode.objects.create(user=account, address=address)
        queue(kind=mails.SIGN_IN_CODE, about=asked.pk)
        return asked


def use(*, asked: SignInCode, typed: str) -> User | None:
    """The account that this code opens, once; None for a wrong one, of which a few end it. Each try is counted before it is looked at."""
    mine = SignInCode.objects.filter(pk=asked.pk)
    if not mine.alive().update(tries=F("tries") + 1):
        return None
    is_right = codes.is_right(asked, typed)
    is_last = mine.filter(tries__gte=MOST_TRIES)
    account = User.objects.filter(pk=asked.user_id or mails.NOBODY, is_active=True, is_staff=False, is_superuser=False).first()
    ended = (mine if is_right and account else is_last).filter(ended_at=None).update(ended_at=timezone.now())
    return account if is_right and ended else None


def forget() -> str:
    """Delete what was asked for more than a day ago, sessions that are over, of which each asking begins one, and counts of attempts
    that are; nothing to say about it."""
    SignInCode.objects.filter(asked_at__lt=timezone.now() - A_DAY.after).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    attempts.forget()
    return ""
