"""Each file that is no backup, or not one for this site, is refused in words, and nothing is changed."""

import json
import zipfile
from hashlib import sha256

import pytest
from django.db import connection

from citysafe.backups import archive, uploads, workplace
from citysafe.backups.faults import BackupError
from citysafe.backups.making import make
from citysafe.backups.restoring import restore
from tests.citysafe.backups import sites
from tests.factories import PageFactory


@pytest.fixture
def whole(here, folder, upload):
    """A backup with an upload, of a site that goes on as it is."""
    PageFactory()
    upload("plan.pdf")
    return make(folder=folder).file


def refused(file, words):
    """The restore is refused with these words, and everything is as before."""
    rows, kept = sites.everything(), [(name, path.read_bytes()) for name, path in uploads.files()]
    with pytest.raises(BackupError, match=words):
        restore(file=file, replace=True)
    assert sites.everything() == rows
    assert [(name, path.read_bytes()) for name, path in uploads.files()] == kept
    assert not list(uploads.folder().glob(".*.part"))


def parts_of(file):
    with zipfile.ZipFile(file) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def write(file, parts):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)


def changed(file, **fields):
    """The same backup, but for what its manifest says."""
    parts = parts_of(file)
    manifest = json.loads(parts["manifest.json"]) | fields
    write(file, parts | {"manifest.json": json.dumps(manifest)})
    return manifest


def test_no_file(whole):
    refused(whole.with_name("missing.zip"), "There is no file")
    refused(whole.parent, "There is no file")


@pytest.mark.parametrize("content", [b"", b"Dear all", b"\0" * 5000, b"SQLite format 3\0"])
def test_another_file(whole, content):
    whole.write_bytes(content)
    refused(whole, "is no backup of this site")


def test_another_zip(whole):
    write(whole, {"letter.txt": "Dear all"})
    refused(whole, "is a zip file, but no backup")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_half_a_file(whole, share):
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * share)])
    refused(whole, "is damaged")


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8])
def test_a_byte_that_has_changed(whole, share):
    content = bytearray(whole.read_bytes())
    content[int(len(content) * share)] ^= 0xFF
    whole.write_bytes(content)
    refused(whole, "is damaged")


@pytest.mark.parametrize("name", [archive.DATABASE, "uploads/plan.pdf"])
def test_a_part_that_was_exchanged(whole, name):
    write(whole, parts_of(whole) | {name: b"something else"})
    refused(whole, "is damaged, or was changed")


def test_a_part_that_unpacks_to_more_than_it_says_fills_no_disk(whole, monkeypatch):
    monkeypatch.setattr(archive, "CHUNK", 1000)
    parts = parts_of(whole)
    write(whole, parts | {"uploads/plan.pdf": b"\0" * 100_000_000})
    written = []
    monkeypatch.setattr(archive, "_copy", lambda *rest, copy=archive._copy, **most: written.append(copy(*rest, **most)) or written[-1])
    refused(whole, "is damaged")
    assert max(part.size for part in written) < 10 * max(len(part) for part in parts.values())


@pytest.mark.parametrize("name", ["database", "uploads/plan.pdf"])
def test_a_part_that_is_missing(whole, name):
    write(whole, {other: content for other, content in parts_of(whole).items() if other != name})
    refused(whole, "is damaged")


def test_a_part_too_many(whole):
    write(whole, parts_of(whole) | {"uploads/more.pdf": b"%PDF"})
    refused(whole, "is damaged")


@pytest.mark.parametrize(
    "name",
    [
        "uploads/../../evil.txt",
        "uploads//etc/evil.txt",
        "/etc/evil.txt",
        "evil.txt",
        "uploads/",
        "uploads/.hidden",
        "uploads/a\\..\\b",
        "uploads/..",
    ],
)
def test_a_name_that_leads_elsewhere(whole, name):
    parts = parts_of(whole)
    parts[name] = parts.pop("uploads/plan.pdf")
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"][name] = manifest["parts"].pop("uploads/plan.pdf")
    write(whole, parts | {"manifest.json": json.dumps(manifest)})
    refused(whole, "is damaged")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "{}", '{"format": 1}', '{"format": "1"}', '{"format": 0}', "[" * 100_000])
def test_a_manifest_that_says_nothing(whole, text):
    write(whole, parts_of(whole) | {"manifest.json": text})
    refused(whole, "is damaged")


@pytest.mark.parametrize(
    "fields",
    [
        {"rows": {'x"; DROP TABLE people_user; --': 1}},
        {"rows": {"people_user": -1}},
        {"rows": {"people_user": "1"}},
        {"rows": {"people_user": True}},
        {"rows": []},
        {"parts": {}},
        {"parts": {"database": {"size": 1}}},
        {"migrations": [1]},
        {"migrations": ["people.0001'; --"]},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_that_we_never_wrote(whole, fields):
    changed(whole, **fields)
    refused(whole, "is damaged")


def test_a_newer_form_of_backup(whole):
    changed(whole, format=2)
    refused(whole, "made by a newer version of this site")


def test_newer_migrations(whole):
    manifest = json.loads(parts_of(whole)["manifest.json"])
    changed(whole, migrations=[*manifest["migrations"], "people.9999_wings"])
    refused(whole, "knows people.9999_wings. Bring the site up to date first")


def test_the_other_kind_of_database(whole):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    changed(whole, database=other)
    refused(whole, f"of a {other} database, and this site has a {connection.vendor} one")


def test_other_rows_than_the_manifest_says(whole):
    rows = json.loads(parts_of(whole)["manifest.json"])["rows"]
    changed(whole, rows=rows | {"pages_page": 7})
    refused(whole, "other rows than its manifest says")


def test_a_database_that_is_none_though_its_checksum_is_right(whole):
    parts = parts_of(whole)
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"]["database"] = {"size": 4, "sha256": sha256(b"none").hexdigest()}
    write(whole, parts | {"database": b"none", "manifest.json": json.dumps(manifest)})
    refused(whole, "cannot be read|could not do it, and nothing was changed")


def test_a_disk_without_room_for_it(whole, monkeypatch):
    free = workplace.shutil.disk_usage(whole.parent)._replace(free=1000)
    monkeypatch.setattr(workplace.shutil, "disk_usage", lambda folder: free)
    refused(whole, "are needed on the disk of .*, and 0.0 MB are free")
