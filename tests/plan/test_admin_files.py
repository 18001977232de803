"""A plan's files on the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from citysafe.history.forms import REASON_MISSING
from plan.admin import plan_files as desk_of_files
from plan.file_forms import MOST_BYTES, TOO_LARGE
from plan.files import reading
from plan.models import Action, PlanImport
from plan.services import plan_files
from tests.factories import ActionFactory, PlanFactory, PlanImportFactory
from tests.plan.files.build import changed, table
from tests.world import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(member("editor"))
    return client


@pytest.fixture
def plan():
    return PlanFactory(slug="our-plan")


@pytest.fixture
def action(plan):
    return ActionFactory(priority__plan=plan, priority__number=1, reference="F1", title="Do it")


def bring(desk, plan, content, kind="actions", name="actions.csv"):
    file = SimpleUploadedFile(name, content)
    return desk.post(reverse("admin:plan_plan_files", args=[plan.pk]), {"kind": kind, "upload": file}, follow=True)


def act(desk, name, **typed):
    of = PlanImport.objects.get()
    return desk.post(reverse(f"admin:plan_planimport_{name}", args=[of.pk]), typed, follow=True)


def test_the_plan_leads_to_its_files(desk, plan, action):
    shown = desk.get(reverse("admin:plan_plan_change", args=[plan.pk])).content.decode()
    assert f'href="{reverse("admin:plan_plan_files", args=[plan.pk])}"' in shown
    page = desk.get(reverse("admin:plan_plan_files", args=[plan.pk])).content.decode()
    for name in ("actions", "milestones", "progress-notes"):
        address = reverse(f"admin:plan_plan_file_{name}", args=[plan.pk])
        assert f'href="{address}"' in page
        answer = desk.get(address)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="our-plan-{name}.csv"'
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.content.startswith(b"\xef\xbb\xbf")


def test_all_four_kinds_are_seen_and_nothing_can_be_applied(desk, plan, action):
    ActionFactory(priority=action.priority, reference="F2", title="Stay", summary="S.")
    content = table(
        {"priority": "1", "reference": "F1", "title": "Do <b>it</b>", "summary": action.summary},
        {"priority": "1", "reference": "F2", "title": "Stay", "summary": "S."},
        {"priority": "1", "reference": "F3", "title": "Brand new", "summary": "x"},
        {"priority": "1", "reference": "F4", "title": "", "summary": "x"},
    )
    shown = bring(desk, plan, content).content.decode()
    assert "1 new, 1 changed, 1 unchanged, 1 refused" in shown
    assert "<td>Title</td><td>Do it</td><td>Do &lt;b&gt;it&lt;/b&gt;</td>" in shown
    assert "<td>5</td><td>5</td><td>F4. </td><td>title</td><td>Fill in “Title”.</td>" in shown
    assert "half of a file" in shown
    assert "<title>Error:" in shown
    assert 'value="Apply"' not in shown
    assert Action.objects.get(reference="F1").title == "Do it"


def test_a_file_is_applied_with_its_reason(desk, plan, action):
    preview = bring(desk, plan, changed(plan, title="Done")).context["preview"]
    told = act(desk, "apply", digest=preview.digest, why="A round of reports.")
    assert "Done: 0 new, 1 changed, 0 unchanged." in told.content.decode()
    assert Action.objects.get().title == "Done"


def test_what_is_missing_or_old_is_said_and_what_was_typed_stays(desk, plan, action):
    digest = bring(desk, plan, changed(plan, title="Done")).context["preview"].digest
    assert REASON_MISSING in act(desk, "apply", digest=digest).content.decode()
    old = act(desk, "apply", digest="0", why="My reason").content.decode()
    assert plan_files.OTHERWISE in old
    assert "My reason" in old
    assert 'value="Apply"' in old
    assert "shorten it" in act(desk, "apply", digest=digest, why="w" * 301).content.decode()
    assert "A sign in it cannot be stored" in act(desk, "apply", digest=digest, why="w\x00").content.decode()
    assert Action.objects.get().title == "Do it"


def test_a_file_is_thrown_away_once(desk, plan, action):
    bring(desk, plan, changed(plan, title="Done"))
    assert desk_of_files.DISCARDED in act(desk, "discard").content.decode()
    assert "applied or thrown away before" in act(desk, "discard").content.decode()
    assert "applied or thrown away before" in act(desk, "apply", digest="0").content.decode()


def test_a_file_that_waits_is_found_again(desk, plan, action):
    bring(desk, plan, changed(plan, title="Done"), name="my-actions.csv")
    shown = desk.get(reverse("admin:plan_plan_files", args=[plan.pk])).content.decode()
    assert "my-actions.csv" in shown


HOSTILE = [
    (b"\x00" * 1_000, reading.NUL),
    (b"PK\x03\x04" + bytes(range(256)), reading.A_WORKBOOK),
    (bytes(range(256)) * 4, reading.NOT_TEXT),
    (b"priority,reference\n" + b"1,F1\n" * 100_000, reading.TOO_MANY),
    (b"reference\nF1\n", reading.NO_HEADING.format(names="priority")),
    (b'"' * 100_001, reading.QUOTED),
    (b"\xff\xfe" + "priority,reference\n1,\0".encode("utf-16-le"), reading.NUL),
]


@pytest.mark.parametrize("kind", ["actions", "milestones", "progress-notes"])
@pytest.mark.parametrize(("content", "told"), HOSTILE)
def test_a_hostile_file_gets_an_answer_in_our_words(desk, plan, action, kind, content, told):
    answer = bring(desk, plan, content, kind)
    assert answer.status_code == 200
    if kind == "actions":
        assert told in answer.content.decode()
    assert "The file cannot be read" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose which of the three files it is."),
        ({"kind": "poems"}, "Choose one of the three files."),
        ({"kind": "actions", "upload": SimpleUploadedFile("a.csv", b"")}, "The file is empty."),
        ({"kind": "actions", "upload": "text"}, "Choose the file."),
        ({"kind": "actions", "upload": SimpleUploadedFile("a" * 201, b"x")}, "give it a shorter one"),
        ({"kind": "actions", "upload": SimpleUploadedFile("a.csv", b"x" * (MOST_BYTES + 1))}, TOO_LARGE),
    ],
)
def test_what_is_no_upload_is_said(desk, plan, typed, told):
    answer = desk.post(reverse("admin:plan_plan_files", args=[plan.pk]), typed)
    assert told in answer.content.decode()
    assert not PlanImport.objects.exists()


@pytest.mark.parametrize("who", ["viewer", "statistician", "forum organiser"])
def test_nobody_else_brings_or_applies_a_file(client, plan, action, who):
    client.force_login(member(who))
    of = PlanImportFactory(plan=plan, content=changed(plan, title="Done"))
    digest = plan_files.preview_of(of).digest
    assert bring(client, plan, b"x").status_code == 403
    assert [act(client, "apply", digest=digest, why="x").status_code, act(client, "discard").status_code] == [403, 403]
    assert Action.objects.get().title == "Do it"
