"""Signing in by a mailed code. The rest of signing in, passwords and second factors is allauth's."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from django import forms
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from citysafe.people import signing_in
from citysafe.people.forms import AskForCodeForm, TypeCodeForm
from citysafe.people.models import SignInCode, User

ASKED = "sign_in_code"
WRONG_CODE = "This code is not right. Type the one from the newest mail."
NO_LONGER = "This code no longer works: it is 15 minutes old, was typed wrongly too often, or a newer one was asked for. Ask for a new one."

answers_forms = require_http_methods(["GET", "HEAD", "POST"])


@answers_forms
def ask(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    form = AskForCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        request.session[ASKED] = signing_in.ask(email=form.cleaned_data["email"]).pk
        return _onward(request, "account_confirm_login_code")
    return _page(request, "account/request_login_code.html", form)


@answers_forms
def confirm(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    asked = SignInCode.objects.filter(pk=request.session.get(ASKED, 0)).first()
    if asked is None:
        return _onward(request, "account_request_login_code")
    form = TypeCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if account := signing_in.use(asked=asked, typed=form.cleaned_data["code"]):
            return _sign_in(request, account)
        form.add_error("code", WRONG_CODE)
        asked.refresh_from_db()
    if not asked.is_alive:
        messages.warning(request, NO_LONGER)
        return _onward(request, "account_request_login_code")
    return _page(request, "account/confirm_login_code.html", form)


def _sign_in(request: HttpRequest, account: User) -> HttpResponse:
    """Whoever has a second factor is asked for it next."""
    del request.session[ASKED]
    record_authentication(request, account, method="code", email=account.email)
    return perform_login(request, Login(user=account, email=account.email, redirect_url=get_next_redirect_url(request)))


def _page(request: HttpRequest, template: str, form: forms.Form) -> HttpResponse:
    return render(request, template, {"form": form, "next": get_next_redirect_url(request)})


def _onward(request: HttpRequest, name: str) -> HttpResponse:
    """To the next page, which still knows where in this site somebody wants to go."""
    wanted = get_next_redirect_url(request)
    return redirect(f"{reverse(name)}?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted else reverse(name))
