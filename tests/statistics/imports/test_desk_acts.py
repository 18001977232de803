"""Who may do what with an import at the desk, and what the desk answers to whoever sends nonsense."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from citysafe.desk import words
from citysafe.history.models import Revision
from citysafe.people import roles
from statistics import services
from statistics.models import Import, Release
from statistics.services import imports
from tests.factories import UserFactory
from tests.statistics.imports.build import WHY, applied, everything, figure, look, read_import, rule, values
from tests.world import member

pytestmark = pytest.mark.django_db
ACTS = ("apply", "undo", "release", "discard")


@pytest.fixture
def statistician():
    return member("statistician")


@pytest.fixture
def desk(client, statistician):
    client.force_login(statistician)
    return client


def at(of, act):
    return reverse(f"admin:statistics_import_{act}", args=[of.pk])


def send(desk, of, act, **typed):
    return desk.post(at(of, act), typed, follow=True).content.decode()


def test_it_is_put_into_review_as_it_was_looked_at(desk, statistician):
    of = rule()
    figure(of.series, 2023, 691, review=True)
    upload = read_import({2023: 697, 2024: 607})
    text = send(desk, upload, "apply", digest=look(upload).digest, why=WHY)
    assert "In review: 1 new, 1 changed." in text
    assert values(of.series) == {2023: 697, 2024: 607}
    assert Import.objects.get().applied_by == statistician
    assert Revision.objects.of(upload).first().by == statistician


@pytest.mark.parametrize("digest", ["", "0" * 16, "x" * 10_000, "a\0b", "<script>"])
def test_another_preview_is_refused_and_the_one_that_holds_now_is_shown(desk, digest):
    of = rule()
    upload = read_import({2024: 607})
    text = send(desk, upload, "apply", digest=digest, why="Kept words")
    assert imports.OTHERWISE in text
    assert f'name="digest" value="{look(upload).digest}"' in text
    assert values(of.series) == {}


@pytest.mark.parametrize(("why", "told"), [("", imports.SAY_WHY), ("w" * 301, "longer than 300 characters"), ("a\0b", words.NOT_STORED)])
def test_a_reason_that_is_missing_or_cannot_be_is_told(desk, why, told):
    of = rule()
    figure(of.series, 2024, 600, review=True)
    upload = read_import({2024: 607})
    assert told in send(desk, upload, "apply", digest=look(upload).digest, why=why)
    assert values(of.series) == {2024: 600}


def test_what_was_applied_by_a_colleague_meanwhile_is_not_applied_again(desk):
    rule()
    upload = applied({2024: 607})
    before = everything()
    assert "In review" in send(desk, upload, "apply", digest=look(upload).digest, why=WHY)
    assert everything()["statistics.Observation"] == before["statistics.Observation"]


def test_it_is_taken_out_with_a_reason(desk):
    of = rule()
    upload = applied({2024: 607})
    assert "Take it out" in desk.get(at(upload, "undo")).content.decode()
    assert words.SAY_WHY in send(desk, upload, "undo", why=" ")
    assert "Taken out. Figures that are as they were before: 1." in send(desk, upload, "undo", why="The wrong file.")
    assert imports.NOT_APPLIED in send(desk, upload, "undo", why="Again.")
    assert values(of.series) == {}


def test_a_release_is_made_of_all_that_waits_and_once(desk):
    of = rule()
    figure(of.series, 2024, 600)
    upload = applied({2023: 580, 2024: 607}, UserFactory())
    assert "A draft of a release with everything" in send(desk, upload, "release")
    made = Release.objects.get()
    assert (made.state, made.observations.count(), made.revisions.count(), values(of.series)[2024]) == ("draft", 1, 1, 600)
    assert "Nothing of it waits for a release." in send(desk, upload, "release")
    assert Release.objects.count() == 1


def test_it_is_thrown_away_once(desk):
    upload = read_import({2024: 607})
    assert "Thrown away." in send(desk, upload, "discard")
    assert imports.NOT_READ in send(desk, upload, "discard")
    assert Import.objects.get().state == "discarded"


@pytest.mark.once
@pytest.mark.parametrize("role", roles.ROLES)
def test_only_those_who_may_see_a_button_and_can_use_it(client, role):
    rule()
    read, done, may = read_import({2024: 607}), applied({2023: 1}), role in {roles.ADMINISTRATOR, roles.STATISTICIAN}
    client.force_login(member(role.lower()))
    before = everything()
    shown = client.get(at(read, "change")).content.decode()
    assert [at(read, act) in shown for act in ("apply", "discard")] == [may, may]
    assert (at(done, "undo") in client.get(at(done, "change")).content.decode()) == may
    assert client.get(reverse("admin:statistics_import_add")).status_code == (200 if may else 403)
    if not may:
        assert [client.post(at(done, act)).status_code for act in ACTS] == [403] * 4
        assert [client.get(at(done, act)).status_code for act in ("undo",)] == [403]
        assert client.post(reverse("admin:statistics_import_add"), {"uploads": SimpleUploadedFile("a.csv", b"x")}).status_code == 403
        assert everything() == before


@pytest.mark.once
def test_strangers_are_sent_to_the_door(client):
    upload = read_import({})
    for act in ("change", *ACTS):
        answer = client.post(at(upload, act))
        assert (answer.status_code, "login" in answer.get("Location", "")) == (302, True)


@pytest.mark.once
def test_what_only_changes_something_is_not_for_looking_and_nobody_types_over_an_import(desk):
    upload = read_import({})
    assert [desk.get(at(upload, act)).status_code for act in ("apply", "discard", "release")] == [405] * 3
    assert [desk.put(at(upload, act)).status_code for act in ACTS] == [405] * 4
    assert desk.post(at(upload, "change"), {"state": "applied"}).status_code == 403
    assert desk.post(reverse("admin:statistics_import_delete", args=[upload.pk])).status_code == 403


@pytest.mark.once
def test_an_import_that_is_not_there_is_not_found(desk):
    for act in ("apply", "discard", "undo", "release"):
        assert [desk.post(at(Import(pk=pk), act)).status_code for pk in (99, 10**30)] == [404, 404]
    for pk in ("99", "x", "1%00", "9" * 40):
        assert desk.get(f"{reverse('admin:statistics_import_changelist')}{pk}/change/").status_code == 404


@pytest.mark.once
def test_a_form_from_elsewhere_is_refused(statistician):
    upload, client = read_import({}), Client(enforce_csrf_checks=True)
    client.force_login(statistician)
    assert [client.post(at(upload, act)).status_code for act in ACTS] == [403] * 4
    assert client.post(reverse("admin:statistics_import_add"), {"uploads": SimpleUploadedFile("a.csv", b"x")}).status_code == 403


HOSTILE = ["\0", "x" * 100_000, "<script>alert(1)</script>", "' OR 1=1 --", "\udfff", "9" * 400, "{{ 7*7 }}", "\u202e"]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:20])
def test_nonsense_in_any_box_is_answered_in_the_house(desk, value):
    rule()
    upload, done, names = read_import({2024: 607}), applied({2023: 1}), ("digest", "why", "public_note", "period", "edition", "edition_on")
    try:
        typed = {name: value.encode().decode() for name in names}
    except UnicodeEncodeError:
        typed = {name: value.encode("utf-8", "surrogatepass") for name in names}
    for address in (at(upload, "apply"), at(done, "release"), at(done, "undo"), reverse("admin:statistics_import_add")):
        answer = desk.post(address, {**typed, "uploads": SimpleUploadedFile("a\0<b>.csv", b"Month\n")})
        assert answer.status_code in {200, 302}
        assert b"<script>alert" not in answer.content


def test_a_file_name_that_no_text_can_hold_is_uploaded_all_the_same(desk):
    name = '../../<img src=x onerror=alert(1)>\0"&.csv'
    desk.post(reverse("admin:statistics_import_add"), {"uploads": SimpleUploadedFile(name, b"Month\n")})
    services.read_due()
    of = Import.objects.get()
    assert of.state == "refused"
    assert "<img src=x" not in desk.get(at(of, "change")).content.decode()


def test_who_has_only_looked_can_go_back(desk):
    rule()
    upload = applied({2024: 607}, UserFactory())
    assert at(upload, "change") in desk.get(at(upload, "undo")).content.decode()
