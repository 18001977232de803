"""The forms of sign-in, password and second factor in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.http import HttpRequest

from citysafe.mail.services import queue
from citysafe.people import mails
from citysafe.people.models import User

EMAIL_MISSING = "Enter your e-mail address"
EMAIL_WRONG = "Enter an e-mail address in full, like name@example.org"
PASSWORD_MISSING = "Enter your password"  # noqa: S105
NEW_PASSWORD_HELP = "At least 12 characters. Three or four words that have nothing to do with each other make a good one."  # noqa: S105
TOO_MANY_CODES = "Too many codes were asked for. Use the newest one, or wait a quarter of an hour."
CODE_HELP = "The six digits that the app shows now. You can also use one of your recovery codes."


class Worded(forms.Form):
    """Gives fields made by a package our labels, hints and messages, and takes their placeholders away."""

    wording: dict[str, dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in self.wording.items():
            field = self.fields[name]
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = words["label"], words.get("help_text", "")
            field.error_messages.update(words.get("error_messages", {}))
            field.widget.attrs.update(words.get("attrs", {}))


EMAIL = {
    "label": "E-mail address",
    "error_messages": {"required": EMAIL_MISSING, "invalid": EMAIL_WRONG, "max_length": EMAIL_WRONG},
    "attrs": {"spellcheck": "false", "autocapitalize": "none"},
}
PASSWORD = {"label": "Password", "error_messages": {"required": PASSWORD_MISSING}}
NEW_PASSWORD = {"label": "New password", "help_text": NEW_PASSWORD_HELP, "error_messages": {"required": "Enter a new password"}}
AGAIN = {"label": "The same password again", "error_messages": {"required": "Type the new password a second time"}}
CODE = {
    "label": "Code",
    "help_text": CODE_HELP,
    "error_messages": {"required": "Enter the code"},
    "attrs": {"inputmode": "numeric", "spellcheck": "false"},
}
KEY_NAME = {
    "label": "Name of this passkey",
    "help_text": "For you alone, such as “work laptop”.",
    "error_messages": {"required": "Give it a name"},
}


class TypedTwice(Worded):
    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "password2" in self.errors and self.cleaned_data.get("password1"):
            del self.errors["password2"]
            self.add_error("password2", "Type the same password both times")
        return cleaned


class AskForCodeForm(Worded):
    wording = {"email": {**EMAIL, "attrs": {**EMAIL["attrs"], "autocomplete": "username"}}}  # type: ignore[dict-item]
    email = forms.EmailField(max_length=254)

    def clean_email(self) -> str:
        """Each asking counts, whoever has the address: nobody's mailbox is flooded."""
        email = str(self.cleaned_data["email"]).lower()
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise forms.ValidationError(TOO_MANY_CODES)
        return email


class TypeCodeForm(Worded):
    wording = {"code": {**CODE, "help_text": "The eight digits from the mail."}}
    code = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


class SignInForm(Worded, account.LoginForm):
    wording = {"login": {**EMAIL, "attrs": {**EMAIL["attrs"], "autocomplete": "username"}}, "password": PASSWORD}  # type: ignore[dict-item]


class AskForPasswordForm(Worded, account.ResetPasswordForm):
    wording = {"email": EMAIL}

    def save(self, request: HttpRequest, **options: Any) -> str:
        """One mail is queued for any address, known or not, so that neither the answer nor its time tells which it is."""
        asked_for = [account.pk for account in self.users] or [mails.NOBODY]
        for about in asked_for:
            queue(kind=mails.PASSWORD_RESET, about=about)
        return str(self.cleaned_data["email"])


class NewPasswordForm(TypedTwice, account.ResetPasswordKeyForm):
    wording = {"password1": NEW_PASSWORD, "password2": AGAIN}


class FirstPasswordForm(TypedTwice, account.SetPasswordForm):
    wording = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ChangePasswordForm(TypedTwice, account.ChangePasswordForm):
    wording = {"oldpassword": {**PASSWORD, "label": "Your password now"}, "password1": NEW_PASSWORD, "password2": AGAIN}


class ConfirmPasswordForm(Worded, account.ReauthenticateForm):
    wording = {"password": PASSWORD}


class CodeForm(Worded, second_factor.AuthenticateForm):
    wording = {"code": CODE}


class ConfirmCodeForm(Worded, second_factor.ReauthenticateForm):
    wording = {"code": CODE}


class ShownHere(Worded):
    """Whoever sets a second factor up has shown it in this session, and is not asked for it again at once."""

    user: User

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            record_authentication(context.request, self.user, "mfa")
        return cleaned


class ActivateAppForm(ShownHere, app.ActivateTOTPForm):
    wording = {"code": {**CODE, "help_text": "The six digits that the app shows now."}}


class AddPasskeyForm(ShownHere, passkeys.AddWebAuthnForm):
    wording = {"name": KEY_NAME}


class EditPasskeyForm(Worded, passkeys.EditWebAuthnForm):
    wording = {"name": KEY_NAME}
