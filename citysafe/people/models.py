"""Accounts of staff. There is no public sign-up: an administrator opens and closes each account."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


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

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "account"
        ordering = ["full_name", "email"]
        constraints = [
            models.CheckConstraint(
                name="people_user_email_in_small_letters",
                condition=models.Q(email=Lower("email")),
                violation_error_message="Write the e-mail address in small letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

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
