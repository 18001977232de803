"""What strangers send that no browser would: a clean answer of the house, never a 500, nothing thrown back."""

from urllib.parse import unquote_to_bytes

import pytest

from tests.addresses import public_addresses
from tests.headers import missing_headers

MARK = "zq9x"  # stands in every hostile value: a page that shows it throws back what it was sent
LONG = MARK * 2048
PATHS = [
    f"/{MARK}/",
    f"/plan/actions/{MARK}/",
    f"/plan/plans/{MARK}/document/",
    f"/statistics/{MARK}/",
    f"/statistics/{MARK}.csv",
    f"/forum/{MARK}.ics",
    f"/forum/{MARK}%00/",
    f"/%00{MARK}",
    f"/{MARK}%ff%fe/",
    f"/plan/{MARK}%c0%af/",
    f"/{MARK}%0d%0aSet-Cookie:%20a=b/",
    f"//{MARK}.example/",
    f"/\\{MARK}.example/",
    f"/../../{MARK}",
    f"/%2e%2e/%2e%2e/{MARK}",
    f"/static/../../{MARK}",
    f"/static/%00{MARK}",
    f"/static/{MARK}%ff",
    f"/<script>{MARK}</script>/",
    f"/{LONG}/",
    f"/plan/actions/{LONG}/",
    f"/.git/{MARK}",
    f"/{MARK}.php",
]
QUERIES = [
    f"page={MARK}",
    f"page=0&x={MARK}",
    "page=-1",
    f"page={10**30}",
    "page=1&page=2&page=x",
    "page=%00",
    "page=%ff%fe",
    "page=%EF%BC%91",
    "page=1e9",
    f"q=%00{MARK}",
    f"q=%ff%c0{MARK}",
    f"q={LONG}",
    f"q=<script>{MARK}</script>",
    f"page[]={MARK}&page[$ne]={MARK}",
    "&".join(f"a{n}={MARK}" for n in range(3_000)),
    "=&&==;%",
]

pytestmark = pytest.mark.django_db


def check(answer, *, statuses: set[int], is_open: bool = False) -> None:
    assert answer.status_code in statuses
    is_fault = answer.status_code >= 400  # told on a page of the house, which is for its own pages alone
    assert missing_headers(answer, is_open=is_open and not is_fault) == []
    body = getattr(answer, "body", None) or answer.content
    assert MARK.encode() not in body
    assert MARK not in str(answer.headers)
    if is_fault:
        assert b'<main id="main"' in body


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_a_path_that_leads_nowhere(path, client):
    check(client.generic("GET", "/", PATH_INFO=unquote_to_bytes(path).decode("latin-1")), statuses={400, 404})


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_a_query_that_makes_no_sense(query, client, world):
    for address in public_addresses():
        check(client.generic("GET", address.at, QUERY_STRING=query), statuses={200, 400, 404}, is_open=address.is_open)


@pytest.mark.parametrize("host", [f"{MARK}.example", f"localhost:{MARK}", f"{MARK}@localhost", "", "a\x00b", f"localhost, {MARK}", "*"])
def test_a_host_that_is_not_ours(host, client):
    check(client.get("/plan/", headers={"Host": host}), statuses={400})


def test_in_service_a_host_that_is_not_ours_and_the_way_to_https_have_the_headers_too(client, settings, world):
    settings.SECURE_SSL_REDIRECT = True
    check(client.get("/plan/", headers={"Host": f"{MARK}.example"}), statuses={400})
    check(client.get("/plan/"), statuses={301})


def test_a_forwarded_host_is_not_believed(client, world):
    forged = {"X-Forwarded-Host": f"{MARK}.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": MARK, "Forwarded": f"host={MARK}"}
    for address in public_addresses():
        check(client.get(address.at, headers=forged), statuses={client.get(address.at).status_code}, is_open=address.is_open)


@pytest.mark.parametrize(
    "kind", ["text/plain; charset=utf-7", f"application/x-www-form-urlencoded; charset={MARK}", "multipart/form-data", MARK]
)
def test_a_form_in_an_odd_encoding(kind, client):
    for path in ["/plan/", "/account/login/", "/account/password/reset/", "/admin/login/", f"/{MARK}/"]:
        answer = client.generic("POST", path, b"login=+ADw-script+AD4-&password=x", content_type=kind)
        check(answer, statuses={200, 302, 400, 403, 404, 405})
        assert b"<script>" not in answer.content


def test_headers_that_are_too_much(client):
    for cookie in [f"a={LONG}", f"{MARK}", ";;;=;", f'sessionid="{MARK}', "a=b; " * 3000, f"csrftoken={LONG}"]:
        check(client.get("/plan/", headers={"Cookie": cookie, "Accept-Language": LONG, "If-None-Match": LONG}), statuses={200})
        check(client.get("/account/login/", headers={"Cookie": cookie, "Accept-Language": f"{MARK}-x"}), statuses={200})


@pytest.mark.parametrize("since", [MARK, "Thu, 99 Foo 0000 99:99:99 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "\x00"])
def test_a_date_that_is_none(since, client):
    check(client.get("/plan/", headers={"If-Modified-Since": since, "If-Unmodified-Since": since, "Range": MARK}), statuses={200})


def test_more_fields_than_a_form_can_have(client):
    answer = client.post("/account/login/", {f"field{n}": MARK for n in range(2_500)})
    check(answer, statuses={400})
