"""How sign-in behaves here: accounts are opened by an administrator, never by the public."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from citysafe.design import qr
from citysafe.people.models import User

WRONG_CODE = "This code is not right, or no longer valid. Type the one that the app shows now."
TOO_MANY = "Too many tries. Wait five minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": "The password is not right.",
        "enter_current_password": "The password is not right.",
        "invalid_password_reset": "This link has been used, or is older than 24 hours.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def reauthenticate(self, user: User, password: str) -> bool:
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever is kept out of the desk has nothing to look for there: the door of a meeting is theirs, or what their organisation leads."""
        account: User = request.user  # type: ignore[assignment]
        if account.has_admin_access:
            return str(super().get_login_redirect_url(request))
        return reverse("door:home" if account.door_duties.exists() and not account.memberships.exists() else "partners:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "rate_limited": TOO_MANY,
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        return "Passkey"

    def build_totp_svg(self, url: str) -> str:
        return qr.svg(url, "Picture to scan with the app")
