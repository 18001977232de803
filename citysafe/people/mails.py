"""The mail that accounts get."""

from django.urls import reverse
from django.utils import timezone

from citysafe.mail.kinds import Kind, register
from citysafe.mail.letters import Letter, paragraphs
from citysafe.people.codes import code_of
from citysafe.people.links import absolute, password_link
from citysafe.people.models import SignInCode, User

PASSWORD_RESET = "people.password_reset"  # noqa: S105
SIGN_IN_CODE = "people.sign_in_code"
NOBODY = 0


def password_reset(about: int) -> Letter | None:
    """To the account of that number, with a link made now; nobody else, and no closed account, gets one."""
    account = User.objects.filter(pk=about, is_active=True).first()
    return _with_link(account.email, password_link(account)) if account else None


def sample() -> Letter:
    return _with_link("somebody@example.org", absolute("/account/password/reset/key/example/"))


def _with_link(to: str, link: str) -> Letter:
    return Letter(
        to=to,
        subject="Set a new password",
        paragraphs=paragraphs("account/email/password_reset.txt", {}),
        action=("Set a new password", link),
    )


def sign_in_code(about: int) -> Letter | None:
    """Of the asking of that number, while it is good; to somebody with admin access, how to sign in instead."""
    asked = SignInCode.objects.alive().filter(pk=about, user__is_active=True).select_related("user").first()
    if asked is None or asked.user is None:
        return None
    if asked.user.has_admin_access:
        return Letter(
            to=asked.user.email,
            subject="How you sign in",
            paragraphs=paragraphs("account/email/sign_in_with_password.txt", {}),
            action=("Sign in", absolute(reverse("account_login"))),
        )
    return _with_code(asked.user.email, code_of(asked), asked)


def sample_of_code() -> Letter:
    return _with_code("somebody@example.org", "0123 4567", SignInCode())


def _with_code(to: str, code: str, asked: SignInCode) -> Letter:
    until = f"{timezone.localtime(asked.good_until):%H:%M} today, once, in the browser that you asked from"
    text = paragraphs("account/email/sign_in_code.txt", {})
    return Letter(to=to, subject="Your code to sign in", paragraphs=text, facts=[("Your code", code), ("It works until", until)])


def register_all() -> None:
    register(Kind(SIGN_IN_CODE, "Code to sign in", sign_in_code, sample_of_code, about="people.SignInCode"))
    register(Kind(PASSWORD_RESET, "Link to set a password", password_reset, sample, about="people.User"))
