"""The security headers that every answer carries."""

HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"}
POLICY_OF_A_MAIL = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


def missing_headers(response, *, is_private_link: bool = False, is_mail: bool = False, is_open: bool = False) -> list[str]:
    """The headers that an answer lacks or has wrong; a mail shown as a page has a policy of its own, and open data is for pages of other sites too."""
    expected = HEADERS | ({"Referrer-Policy": "no-referrer"} if is_private_link else {}) | (OPEN if is_open else {})
    wrong = [name for name, value in expected.items() if response.headers.get(name) != value]
    if not is_open:
        wrong += [name for name in response.headers if name.startswith("Access-Control-")]
    policy = {part.strip() for part in response.headers.get("Content-Security-Policy", "").split(";")}
    is_strict = policy >= POLICY and not any("unsafe" in part or "*" in part for part in policy)
    if not (response.headers.get("Content-Security-Policy") == POLICY_OF_A_MAIL if is_mail else is_strict):
        wrong.append("Content-Security-Policy")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong if "Cache-Control" in response.headers else [*wrong, "Cache-Control"]
