"""Whatever charset a request names, the answer is a page or a refusal in our words, never a fault."""

import encodings.aliases
import pkgutil
import subprocess
import sys

import pytest

from tests.addresses import public_addresses
from tests.forum import build

pytestmark = pytest.mark.django_db
CODECS = sorted(
    {*encodings.aliases.aliases, *encodings.aliases.aliases.values(), *(module.name for module in pkgutil.iter_modules(encodings.__path__))}
)
# Those that are none for text, that read nothing, or that there are not.
ODD = ["zip", "base64", "idna", "rot13", "hex", "bz2", "quopri", "uu", "punycode", "undefined", "utf-16", "nonsense", "", "a\x00b", "é"]
UTF_8 = ["utf-8", "UTF-8", "utf8", '"utf-8"', "U8"]
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
PART = b"--b\r\nContent-Disposition: form-data; %s\r\n\r\nx\r\n--b--\r\n"
QUERY = "?q=%ff%80+a&page=1"
PRIVATE = ["/account/login/", "/account/password/reset/", "/admin/", "/preview/plan/", "/nowhere/", "/statistics/api/v1/nowhere/"]


def sent(client, method, at, kind, body=b""):
    return client.generic(method, at, body, content_type=kind)


def is_ours(answer):
    """A page, or a refusal on a page of ours; an error of the API is JSON."""
    body = getattr(answer, "body", None) or answer.content
    return answer.status_code < 400 or (answer.status_code < 500 and (b'<main id="main"' in body or b'"error"' in body))


@pytest.fixture
def form():
    return f"{build.event().get_absolute_url()}register/"


def test_every_codec_that_python_knows_is_tried():
    assert {"zip", "base64", "idna", "rot13", "hex", "bz2", "quopri", "uu", "punycode", "undefined", "cp1140"} <= {*CODECS}
    assert len(CODECS) > 350


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_no_codec_makes_a_request_fail(client, method, kind):
    for codec in CODECS:
        answer = sent(client, method, f"/nowhere/{QUERY}", f"{kind}; charset={codec}", PART % b'name="q"')
        assert is_ours(answer), codec
        assert answer.status_code in {"GET": {404}, "POST": {400, 405}, "PUT": {405}}[method], codec


@pytest.mark.parametrize("codec", ODD)
def test_none_makes_a_page_fail_and_a_query_is_utf_8_whatever_is_said(client, world, codec):
    for at in [*(address.at for address in public_addresses()), *PRIVATE]:
        plain = client.get(at + QUERY).status_code
        answer = sent(client, "GET", at + QUERY, f"text/plain; charset={codec}")
        assert answer.status_code == plain, at
        assert is_ours(answer), at


@pytest.mark.parametrize("codec", ODD)
@pytest.mark.parametrize("query", ["", QUERY])
@pytest.mark.parametrize(("kind", "body"), [(FORM, b"full_name=%ff"), (PARTS, PART % b'name="full_name"'), (FORM, b"")])
def test_none_makes_a_form_fail(client, form, codec, query, kind, body):
    for at in [form, *PRIVATE, "/plan/"]:
        assert is_ours(sent(client, "POST", at + query, f"{kind}; charset={codec}", body)), at


@pytest.mark.parametrize("codec", ["zip", "utf-16", "latin-1", "utf-7"])
@pytest.mark.parametrize("kind", [FORM, PARTS])
def test_a_form_in_another_charset_is_refused_and_not_misread(client, form, codec, kind):
    answer = sent(client, "POST", form, f"{kind}; charset={codec}", PART % b'name="full_name"')
    assert answer.status_code == 400
    assert b'<main id="main"' in answer.content


@pytest.mark.parametrize("codec", UTF_8)
def test_a_form_in_utf_8_by_any_name_is_read(client, form, codec):
    answer = sent(client, "POST", form, f"{FORM}; charset={codec}", "full_name=Zoë".encode())
    assert 'value="Zoë"' in answer.content.decode()


@pytest.mark.parametrize("codec", [*ODD, *UTF_8])
def test_a_parameter_with_a_codec_of_its_own_makes_nothing_fail(client, form, codec):
    kind = f"text/plain; x*={codec}''%ff"
    assert sent(client, "GET", f"/plan/{QUERY}", kind).status_code == 200
    assert is_ours(sent(client, "POST", form + QUERY, kind, b"full_name=a"))
    part = PART % f"name*={codec}''%ff".encode()
    assert is_ours(sent(client, "POST", form, PARTS, part))


def test_the_site_itself_is_served_so():
    """In a process of its own, for serving the site sets limits that tests do not have."""
    served = "from citysafe.wsgi import application; print(application.request_class.__module__)"
    done = subprocess.run([sys.executable, "-c", served], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["citysafe.design.incoming"]
