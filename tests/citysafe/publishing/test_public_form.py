"""From which pages a public form is taken: those of this site alone, by what the browser says of them."""

import pytest
from django.http import HttpResponse

from citysafe.publishing.public_form import private_link, public_form

pytestmark = pytest.mark.django_db

SITE = "https://forum.example.org"


def page(request):
    return HttpResponse("taken")


@pytest.fixture
def is_taken(settings, rf):
    settings.SITE_URL = SITE

    def ask(view=page, method="post", **headers):
        request = getattr(rf, method)("/form/", headers={name: value for name, value in headers.items() if value is not None})
        answer = public_form(view)(request)
        assert answer.status_code == (200 if answer.content == b"taken" else 403)
        return answer.status_code == 200

    return ask


@pytest.mark.parametrize(
    ("site", "taken"),
    [("same-origin", True), ("cross-site", False), ("same-site", False), ("none", False), ("SAME-ORIGIN", False), ("x", False)],
)
@pytest.mark.parametrize("origin", [None, "null", SITE, "https://evil.example"])
def test_where_the_browser_says_whose_page_it_is_that_decides(is_taken, site, taken, origin):
    assert is_taken(**{"Sec-Fetch-Site": site, "Origin": origin}) == taken


@pytest.mark.parametrize(
    ("origin", "taken"),
    [
        (None, True),
        ("null", True),
        (SITE, True),
        ("https://evil.example", False),
        ("https://forum.example.org.evil.example", False),
        ("https://evil.example/forum.example.org", False),
        ("https://forum.example.org@evil.example", False),
        ("https://example.org", False),
        ("https://www.forum.example.org", False),
        ("https://forum.example.org:8443", False),
        ("http://evil.example", False),
        ("http://forum.example.org", False),
        ("http://[", False),
        ("forum.example.org", False),
    ],
)
def test_where_it_says_nothing_of_that_the_origin_decides(is_taken, origin, taken):
    assert is_taken(Origin=origin) == taken


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_form_is_shown_to_whoever_comes_from_anywhere(is_taken, method):
    assert is_taken(method=method, **{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
@pytest.mark.parametrize("guard", [public_form, private_link])
def test_nothing_but_showing_and_sending_is_done(rf, method, guard):
    assert guard(page)(getattr(rf, method)("/form/")).status_code == 405


def test_a_form_behind_a_private_link_is_guarded_as_well(rf):
    assert private_link(page)(rf.post("/form/", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403
