"""One round of talking to the mail server: what an answer or a silence means for a mail and for the round."""

from contextlib import suppress
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Self

from django.core.mail import EmailMessage, get_connection

CLOSING = 421  # the server says that it closes the connection


class RefusedError(Exception):
    """The server answered, and did not take this mail; the next may fare better."""


class UnreachableError(Exception):
    """The server could not be reached, hung, or ended the conversation: nothing more goes in this round."""


class Post:
    """One connection to the mail server, opened with the first mail and kept for the round."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._connection.close()

    def send(self, mail: EmailMessage) -> None:
        """Hand one mail over; raises `RefusedError` or `UnreachableError`, whose words hold no address."""
        try:
            if not self._is_open:
                self._connection.open()
                self._is_open = True
            self._connection.send_messages([mail])
        except (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError, SMTPNotSupportedError) as answer:
            self._explain(answer)
        except OSError as fault:
            if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
                raise UnreachableError("The mail server did not answer in time.") from None
            raise UnreachableError(f"The mail server could not be reached, or broke off ({type(fault).__name__}).") from None

    def _explain(self, answer: Exception) -> None:
        code = code_of(answer)
        if code == CLOSING:
            raise UnreachableError("The mail server closed the connection (421).") from None
        raise RefusedError(
            f"The mail server did not take it ({code})." if code else "The mail server cannot write to such an address."
        ) from None


def code_of(answer: Exception) -> int:
    """The number with which the server refused; 0 where it had none."""
    if isinstance(answer, SMTPRecipientsRefused):
        return next((code for code, _ in answer.recipients.values()), 0)
    return int(getattr(answer, "smtp_code", 0))
