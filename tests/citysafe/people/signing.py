"""What the tests of sign-in and passwords share."""

import re

from django.core import mail

from citysafe.mail.services import send_due

PASSWORD = "a long pass phrase"
LOGIN, RESET = "/account/login/", "/account/password/reset/"
ASK, CONFIRM = "/account/code/", "/account/code/confirm/"
WRONG = "0000 0000"


def sign_in(client, email="ann@example.org", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password, **extra})


def body(response):
    return response.content.decode()


def ask(client, email="pat@example.org", **extra):
    return client.post(ASK, {"email": email, **extra})


def mailed_code() -> str:
    send_due()
    return re.search(r"Your code: (\d{4} \d{4})\n", mail.outbox[-1].body)[1]


def type_code(client, code, **extra):
    return client.post(CONFIRM, {"code": code, **extra})


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session
