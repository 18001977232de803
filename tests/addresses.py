"""The addresses that the site has, and those that tests/addresses.toml names."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.world import DOOR, PARTNER, ROLES

TABLE = tomllib.loads((Path(__file__).parent / "addresses.toml").read_text(encoding="utf-8"))
EVERYBODY = ("stranger", PARTNER, DOOR, *ROLES)
LETTERS = dict(zip("VESOA", ROLES, strict=True))
EXAMPLES = {
    "slug:slug": "example",
    "str:token": "none",
    "str:receipt": "none",
    "str:invitation": "none",
    "path:object_id": "1",
    "int:pk": "1",
    "int:member": "0",
    "url": "nowhere/",
    "app_label": "plan",
}


@dataclass(frozen=True)
class Address:
    """One line of the table: the route as the resolver has it, where to knock, what each is given. What is open other sites may read too."""

    route: str
    at: str
    gives: dict[str, int]
    is_public: bool = False
    is_mail: bool = False
    is_open: bool = False


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every route, regular expressions made as short as the others: “<app_label>/”."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", str(pattern.pattern).lstrip("^").rstrip("$"))
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def addresses(world: dict[str, Any] | None = None) -> list[Address]:
    """The whole table; `world` tells the number of each kind of thing that the admin is asked for."""
    public = [_address(route, line, is_public=True) for route, line in TABLE["everybody"].items()]
    return [
        *public,
        *(_address(route, line, world) for part in ("forms", "partners", "door", "staff") for route, line in TABLE[part].items()),
        *_of_the_admin(world or {}),
    ]


def public_addresses() -> list[Address]:
    return [address for address in addresses() if address.is_public]


def _address(route: str, line: Any, world: dict[str, Any] | None = None, *, is_public: bool = False) -> Address:
    said = line if isinstance(line, dict) else {"gives": line}
    at = said.get("at") or "/" + filled(_numbered(route, world or {}))
    codes = [int(code) for code in str(said["gives"]).split()]
    codes = codes * len(EVERYBODY) if len(codes) == 1 else codes
    codes = codes if len(codes) > len(ROLES) + 1 else [codes[0], _to_a_partner(route, *codes), *codes[1:]]
    codes = codes if len(codes) == len(EVERYBODY) else [*codes[:2], _to_a_helper(route, *codes), *codes[2:]]
    gives = dict(zip(EVERYBODY, codes, strict=True))
    return Address(route, at, gives, is_public, said.get("policy") == "of a mail", said.get("open", False))


def _to_a_partner(route: str, to_a_stranger: int, to_a_viewer: int, *others: int) -> int:
    """What is for staff is closed to partners: the desk as to a stranger, previews outright. Their own account is open to them."""
    if route.startswith("preview/"):
        return 404 if to_a_viewer == 404 else 403
    return to_a_stranger if route.startswith("admin/") else to_a_viewer


def _to_a_helper(route: str, to_a_stranger: int, to_a_partner: int, to_a_viewer: int, *others: int) -> int:
    """To somebody at the door of a meeting all is closed that is closed to partners, and what is the partners' too."""
    return to_a_viewer if route.startswith("partners/") else to_a_partner


def _numbered(route: str, world: dict[str, Any]) -> str:
    """Of what is done to one thing on the desk: the number of the one that there is."""
    of = re.match(r"admin/(\w+)/(\w+)/<int:pk>/", route)
    thing = world.get(f"{of[1]}.{of[2]}") if of else None
    return route.replace("<int:pk>", str(thing.pk)) if thing else route


def filled(route: str) -> str:
    return re.sub(r"<([\w:]+)>", lambda part: EXAMPLES[part[1]], route)


def _of_the_admin(world: dict[str, Any]) -> Iterator[Address]:
    for name, may in TABLE["admin"].items():
        thing = world.get(name.replace("/", "."))
        start, pk = f"admin/{name}/", thing.pk if thing else 1
        yield Address(start, f"/{start}", _allowed(may["see"]))
        yield Address(f"{start}add/", f"/{start}add/", _allowed(may["add"]))
        for act in ("history", "change", "delete"):
            yield Address(f"{start}<path:object_id>/{act}/", f"/{start}{pk}/{act}/", _allowed(may["delete" if act == "delete" else "see"]))
        yield Address(f"{start}<path:object_id>/", f"/{start}{pk}/", dict.fromkeys(EVERYBODY, 302))


def _allowed(letters: str) -> dict[str, int]:
    allowed = {LETTERS[letter] for letter in letters}
    return {who: 302 if who in ("stranger", PARTNER, DOOR) else 200 if who in allowed else 403 for who in EVERYBODY}
