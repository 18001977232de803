"""The security headers that every answer carries."""

HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"}


def missing_headers(response) -> list[str]:
    """The headers that an answer lacks or has wrong."""
    wrong = [name for name, value in HEADERS.items() if response.headers.get(name) != value]
    policy = {part.strip() for part in response.headers.get("Content-Security-Policy", "").split(";")}
    if not policy >= POLICY or any("unsafe" in part or "*" in part for part in policy):
        wrong.append("Content-Security-Policy")
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong if "Cache-Control" in response.headers else [*wrong, "Cache-Control"]
