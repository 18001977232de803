"""Whoever is erased is gone at once from the database, its file and memory, and from the backups after 35 days."""

import subprocess
import zipfile
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from citysafe.desk.words import WHY_DATA
from citysafe.mail import kinds
from citysafe.mail.services import queue_each
from citysafe.people.personal_data import BELONGS
from citysafe.people.roles import ADMINISTRATOR
from citysafe.privacy import access
from forum import services
from tests.canaries import found, in_memory, on_disk, stored
from tests.citysafe.backups import sites
from tests.citysafe.privacy.canaries import Somebody, field_of
from tests.conftest import ReadingClient
from tests.forum.build import person, register
from tests.world import member


def in_backups(folder):
    """What all backups in the folder hold of the database, unpacked."""
    held = b""
    for file in folder.glob("*.zip"):
        with zipfile.ZipFile(file) as archive:
            copied = archive.extract("database", folder / "unpacked")
        unpack = ["cat", copied] if sites.IS_SQLITE else ["pg_restore", "--file=-", copied]
        held += subprocess.run(unpack, capture_output=True, check=True).stdout
    return held


def test_whoever_is_erased_is_gone_at_once_and_from_the_backups_after_35_days(life, people, settings, tmp_path):
    folder = settings.BACKUP_FOLDER = tmp_path / "backups"
    ada = people[0]
    made = register(life.of, details=person("x", full_name=ada.full_name, email=ada.email, needs=ada.needs))
    life.work()
    backed_up_at = timezone.now()
    services.erase(registration=made)
    assert stored(ada.texts) == {}
    assert not sites.IS_SQLITE or found(on_disk(), ada.texts) == []
    life.move_to(backed_up_at + timedelta(days=34))
    life.work()
    assert ada.full_name in found(in_backups(folder), ada.texts)
    life.move_to(backed_up_at + timedelta(days=35))
    life.work()
    assert [*folder.glob("*.zip")] != []
    assert found(in_backups(folder), ada.texts) == []


def test_whoever_staff_look_up_and_erase_is_nowhere_in_the_database_its_file_or_in_memory(here, client):
    ada, by = Somebody("ada"), member(ADMINISTRATOR)
    signed_in = ReadingClient()
    signed_in.force_login(ada.account)
    client.force_login(by)
    for model, found_there in access.of_address(ada.address, ("people", "forum")).items():
        for kind in (kind for kind in kinds.all_kinds() if kind.about == model):
            queue_each(kind=kind.name, about=found_there)
    words = {seen for name, seen in ada.canaries.items() if seen.startswith("kan") and not field_of(name).is_relation and is_theirs(name)}
    words = words - {ada.canaries["people.User.password"]} | {ada.address}  # the session made a fingerprint of it
    assert len(words) >= 20
    assert {*found(str(stored(words)).encode(), words)} == words
    client.post(reverse("admin:privacy_erase"), {"address": ada.address, "why": WHY_DATA[0]})
    assert stored(words) == {}
    assert not sites.IS_SQLITE or found(on_disk(), words) == []
    assert found(in_memory(), words) == []
    assert signed_in.get("/admin/").status_code == 302


def is_theirs(name):
    return name.rpartition(".")[0] in BELONGS
