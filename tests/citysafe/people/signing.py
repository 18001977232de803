"""What the tests of sign-in and passwords share."""

PASSWORD = "a long pass phrase"
LOGIN, RESET = "/account/login/", "/account/password/reset/"


def sign_in(client, email="ann@example.org", password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password, **extra})


def body(response):
    return response.content.decode()
