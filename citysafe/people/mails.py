"""The mail that accounts get."""

from citysafe.mail.kinds import Kind, register
from citysafe.mail.letters import Letter, paragraphs
from citysafe.people.links import absolute, password_link
from citysafe.people.models import User

PASSWORD_RESET = "people.password_reset"  # noqa: S105
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
        subject="Set a password for the staff desk",
        paragraphs=paragraphs("account/email/password_reset.txt", {}),
        action=("Set a new password", link),
    )


def register_all() -> None:
    register(Kind(PASSWORD_RESET, "Link to set a password", password_reset, sample))
