"""What is held about whoever has an account, and erasing it for good."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.reading import read
from citysafe.people import codes, erased
from citysafe.people import services as people
from citysafe.people.models import SignInCode, User
from citysafe.people.personal_data import BELONGS, PERSONAL_DATA
from citysafe.privacy import traces
from citysafe.privacy.whole_rows import WholeRows

KIND, MODEL = "people.user", "people.User"


def of_address(address: str) -> Iterable[int]:
    return User.objects.filter(email=address.strip().lower()).values_list("pk", flat=True)


def codes_of_address(address: str) -> Iterable[int]:
    return SignInCode.objects.filter(address=codes.fingerprint(address)).values_list("pk", flat=True)


def erase(numbers: Collection[int], by: User | None, why: str) -> int:
    """Take name, address and every way in from accounts, and what is theirs alone; how many of them had not lost it already.

    What it did stays in the history, as done by “a former account”, and reports stay with their organisation. Its number is
    written down outside the database first. Raises `ValidationError` for one's own account and the last administrator.
    """
    with transaction.atomic():
        accounts = list(User.objects.select_for_update().filter(pk__in=numbers, erased_at=None).order_by("pk"))
        for account in accounts:
            people.close_account(account=account, by=by, why="")
        for account in accounts:
            erased.remember(KIND, account.pk)
            _forget(account)
            history.record(thing=account, before=read(account), by=by, why=f"Erased for good. {why}")
    return len(accounts)


def erase_again(number: int, at: datetime) -> bool:
    """After a restore: what has this number, if it was there at that moment; nobody is asked whether it is the last administrator."""
    with transaction.atomic(durable=True):
        account = User.objects.select_for_update().filter(pk=number, erased_at=None, joined_at__lte=at).first()
        if account is not None:
            _forget(account)
    return account is not None


def _forget(account: User) -> None:
    people.shut(account)
    for rows in _theirs(account):
        traces.forget(rows.model._meta.label, [row.pk for row in rows])
        for field in (field for field in rows.model._meta.concrete_fields if isinstance(field, models.FileField)):
            for name in filter(None, rows.values_list(field.name, flat=True)):
                transaction.on_commit(partial(field.storage.delete, name))
        rows.delete()
    _forget_mail_about_what_stays(account)
    traces.forget(MODEL, [account.pk])
    account.groups.clear()
    User.objects.filter(pk=account.pk).update(
        email=f"erased-{account.pk}@example.invalid",
        full_name="",
        password=make_password(None),
        last_login=None,
        is_active=False,
        is_staff=False,
        is_superuser=False,
        erased_at=timezone.now(),
    )
    account.refresh_from_db()


def _forget_mail_about_what_stays(account: User) -> None:
    """Such as reports of their organisation; what has not gone out yet goes to its mailbox."""
    for model, path in BELONGS.items():
        relation = apps.get_model(model)._meta.get_field(path).remote_field if path else None
        if relation and relation.model is User and relation.on_delete is not models.CASCADE:
            numbers = apps.get_model(model)._base_manager.filter(**{path: account}).values_list("pk", flat=True)
            traces.mail_about(model, numbers).exclude(state="waiting").delete()


def _theirs(account: User) -> Iterator[models.QuerySet]:
    """What is nobody's without them, wherever the registry names an account: memberships, drafts, codes, duties."""
    for name in PERSONAL_DATA:
        model, _, field = name.rpartition(".")
        found: Any = apps.get_model(model)
        relation = found._meta.get_field(field).remote_field
        if relation and relation.model is User and relation.on_delete is models.CASCADE:
            yield found._base_manager.filter(**{field: account})


CODES = WholeRows("people.sign-in-code", "people.SignInCode")
ERASERS = {MODEL: erase, CODES.model: CODES.erase}
"""How staff erase what they have looked up, by model."""
