"""What must be true before a site in service may start, each fault said in one sentence. No Django here."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
DEVELOPMENT_KEY = "development-key-for-this-machine-alone-never-for-a-site-in-service"
NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs"})


def faults(settings: Mapping[str, Any]) -> list[str]:
    """Sentences that say why these settings may not serve the public; empty for a local site."""
    if settings["IS_LOCAL"]:
        return []
    return [sentence for is_wrong, sentence in _questions(settings) if is_wrong]


def _questions(settings: Mapping[str, Any]) -> list[tuple[bool, str]]:
    address = urlsplit(settings["SITE_URL"])
    key = settings["SECRET_KEY"]
    hosts = [address.hostname or "", *settings["ALLOWED_HOSTS"]]
    database = settings["DATABASES"]["default"]
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    return [
        (address.scheme != "https" or not address.hostname, "SITE_URL must be a whole address that begins with https://."),
        (bool(address.path or address.query), "SITE_URL must be the address of the site alone, with nothing after the host."),
        (
            any("*" in host or host.startswith(".") for host in hosts),
            "A host with a wildcard is unsafe: name each host in SITE_URL and EXTRA_HOSTS.",
        ),
        (settings["DEBUG"], "DEBUG shows the inside of the site to strangers: take it out."),
        (not key, "SECRET_KEY is missing: set it to at least 50 random characters."),
        ("development-key" in key, "SECRET_KEY is the one for development, which everybody knows: set your own."),
        (
            bool(key) and (len(key) < 50 or len(set(key)) < 5),
            "SECRET_KEY is too short or too simple: set it to at least 50 random characters.",
        ),
        ("DATABASE_URL" not in os.environ, "DATABASE_URL is missing: name the database, such as postgres://user:password@host/name."),
        (
            is_sqlite and is_on_network_share(Path(database["NAME"])),
            "The SQLite file lies on a network share, where it can be damaged: use a local disk or PostgreSQL.",
        ),
        ("EMAIL_URL" not in os.environ, "EMAIL_URL is missing: name the mail server, such as smtp+ssl://user:password@host:465."),
        (not settings["DEFAULT_FROM_EMAIL"], "MAIL_FROM is missing: set the address that the site's mail comes from."),
    ]


def is_local_database(database: Mapping[str, Any]) -> bool:
    """Whether the database lies on this machine: a file, a socket or an address of its own."""
    host = database.get("HOST") or database.get("OPTIONS", {}).get("host", "")
    return database["ENGINE"].endswith("sqlite3") or not host or host in LOOPBACK_HOSTS or host.startswith("/")


def is_on_network_share(path: Path, mounts: str | None = None) -> bool:
    """Whether the file's disk is a network share, as far as `/proc/mounts` shows it."""
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.is_file() else ""
    where, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) >= 3 and len(fields[1]) >= len(where) and _is_below(path, fields[1].replace("\\040", " ")):
            where, kind = fields[1], fields[2]
    return kind in NETWORK_FILE_SYSTEMS


def _is_below(path: Path, folder: str) -> bool:
    return path.resolve().is_relative_to(folder)
