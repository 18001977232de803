"""Accounts of staff and partners. There is no public sign-up: an administrator opens and closes each account, an editor a partner's."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

MOST_TRIES = 5


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password it can be opened by a password reset alone."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        "e-mail address",
        unique=True,
        help_text="A personal work address: it is also the name to sign in with. Nobody shares an account.",
        error_messages={"unique": "There is already an account with this e-mail address."},
    )
    full_name = models.CharField(max_length=150, help_text="As colleagues know them. Staff alone see it.")
    is_staff = models.BooleanField("admin access", default=False, help_text="May enter the admin. Set by giving a role.")
    is_active = models.BooleanField(
        "open", default=True, help_text="Close the account of a leaver instead of deleting it: history keeps what they did."
    )
    is_demo = models.BooleanField(
        "for trying out", default=False, help_text="Came with the local demonstration. A site in service refuses to start with one."
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When the account was opened.")
    erased_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it lost its name and address for good; what it did stays in the history."
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "account"
        permissions = [("give_user", "Can give people what is held about them")]
        ordering = ["full_name", "email"]
        constraints = [
            models.CheckConstraint(
                name="people_user_email_in_small_letters",
                condition=models.Q(email=Lower("email")),
                violation_error_message="Write the e-mail address in small letters.",
            ),
            models.CheckConstraint(
                name="people_user_erased_is_nobody",
                condition=models.Q(erased_at__isnull=True)
                | models.Q(is_active=False, is_staff=False, full_name="", email__startswith="erased-"),
                violation_error_message="An account that is erased has no name, no address and no access.",
            ),
        ]

    def __str__(self) -> str:
        return "a former account" if self.erased_at else self.full_name or self.email

    @property
    def has_admin_access(self) -> bool:
        """Whether the desk opens to it: such an account signs in with password and second factor, never by mail alone."""
        return self.is_staff or self.is_superuser

    @property
    def history_name(self) -> str:
        """What the history calls it: it outlives the account's name and address."""
        return f"account {self.pk}"

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[0]


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    def alive(self) -> Self:
        return self.filter(ended_at=None, tries__lt=MOST_TRIES, asked_at__gt=timezone.now() - SignInCode.GOOD_FOR)


class SignInCode(models.Model):
    """A code that was asked for to sign in, for an address known or not. The code itself is stored nowhere (citysafe/people/codes.py)."""

    GOOD_FOR = timedelta(minutes=15)

    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="sign_in_codes",
        help_text="Whose address it was. Empty where nobody has it.",
    )
    address = models.CharField(
        max_length=64, editable=False, db_index=True, help_text="A keyed fingerprint of the address it was asked for."
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False, help_text="When it was asked for: it is good for 15 minutes.")
    tries = models.PositiveSmallIntegerField(default=0, editable=False, help_text="How often a code was typed.")
    ended_at = models.DateTimeField(
        null=True, editable=False, help_text="When it was used, typed wrongly too often, or followed by a new one."
    )

    objects = SignInCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-in code"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="people_sign_in_code_tries_are_few",
                condition=models.Q(tries__lte=5),
                violation_error_message="This code was typed wrongly too often.",
            ),
        ]

    def __str__(self) -> str:
        return f"sign-in code {self.pk}"

    @property
    def good_until(self) -> datetime:
        return self.asked_at + self.GOOD_FOR

    @property
    def is_alive(self) -> bool:
        return self.ended_at is None and self.tries < MOST_TRIES and timezone.now() < self.good_until
