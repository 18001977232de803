"""What came of a forum: its papers, questions with answers, and what was agreed, with what has happened since."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from citysafe.history.models import Revision
from forum.models import AgreedAction, Event, EventPaper
from tests.factories import (
    ActionFactory,
    AgreedActionFactory,
    EventFactory,
    EventPaperFactory,
    EventQuestionFactory,
    OrganisationFactory,
    PriorityFactory,
)
from tests.filled import filled
from tests.headers import missing_headers
from tests.world import member

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 an example"


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def text(client, event, *, preview=False):
    return " ".join(client.get(("/preview" if preview else "") + event.get_absolute_url()).content.decode().split())


@pytest.fixture
def past():
    return EventFactory(held_on=in_days(-40), title="The forum before", slug="before")


@pytest.fixture
def coming(past):
    return EventFactory(held_on=in_days(20), title="The next forum", slug="next")


def paper_with_a_file(event, **fields):
    return EventPaperFactory(event=event, url="", file=ContentFile(PDF, "slides.pdf"), **fields)


def test_where_nothing_is_on_record_the_page_says_so_of_each(client, past):
    page = text(client, past)
    for said in ("No notes", "Nothing that was agreed at this forum", "No question that was asked", "No slides or papers"):
        assert said in page


def test_a_forum_that_is_still_to_come_or_was_cancelled_has_no_outcome(client, coming):
    cancelled = EventFactory(held_on=in_days(-3), is_cancelled=True)
    assert not [event for event in (coming, cancelled) if "What came of it" in text(client, event)]


def test_a_paper_of_a_coming_forum_can_be_read_before_it(client, coming):
    EventPaperFactory(event=coming, title="Questions to think about")
    assert "Questions to think about" in text(client, coming)


def test_questions_stand_with_their_answers_and_who_answered(client, past):
    EventQuestionFactory(
        event=past, question="Who lights the path?", answer="**We** do.", organisation=OrganisationFactory(name="The Council")
    )
    EventQuestionFactory(event=past, question="And when?", answer="", organisation=None)
    page = text(client, past)
    assert "<strong>We</strong> do." in page
    assert "Answered by" in page
    assert "The Council" in page
    assert "The answer is still to come." in page.partition("And when?")[2]


def test_what_was_agreed_is_told_as_the_plan_tells_it_at_both_forums(client, past, coming):
    action = ActionFactory(reference="P7", title="Light the path", red=True)
    AgreedActionFactory(event=past, words="The path is lit.", action=action, organisation=OrganisationFactory(name="The Council"))
    for event in (past, coming):
        page = text(client, event)
        assert "The path is lit." in page
        assert "Light the path" in page
        assert action.get_rating_display() in page
        assert action.get_absolute_url() in page
    assert "What has happened since the last forum" in text(client, coming)
    assert "What has happened since" not in text(client, past)


@pytest.mark.parametrize("hidden", [{"draft": True}, {"archived": True}, {"scheduled": True}, {"priority__draft": True}])
def test_an_action_that_is_not_public_is_told_to_nobody(client, past, coming, hidden):
    within = {name.removeprefix("priority__"): value for name, value in hidden.items() if name.startswith("priority__")}
    own = {name: value for name, value in hidden.items() if not name.startswith("priority__")}
    action = ActionFactory(reference="Z99", title="A secret thing", red=True, priority=PriorityFactory(**within), **own)
    AgreedActionFactory(event=past, words="Look into it.", action=action)
    for event in (past, coming):
        page = text(client, event)
        assert "Look into it." in page
        assert "No report yet" in page
        assert not [word for word in ("Z99", "A secret thing", action.get_rating_display(), action.slug) if word in page]


def test_staff_see_in_the_preview_what_a_draft_would_show(client, past):
    EventFactory(draft=True, held_on=in_days(-10), slug="draft")
    draft = Event.objects.get(slug="draft")
    AgreedActionFactory(event=draft, words="Not told yet.", action=ActionFactory(draft=True, title="Drafted"))
    paper = paper_with_a_file(draft)
    at = reverse("forum:paper", args=["draft", paper.pk])
    assert client.get(at).status_code == client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(member("viewer"))
    page = text(client, draft, preview=True)
    assert "Not told yet." in page
    assert "Drafted" in page
    assert f'href="/preview{at}"' in page
    assert client.get(f"/preview{at}").status_code == 200


def test_without_an_action_the_words_tell_or_that_nothing_was_reported(client, past):
    AgreedActionFactory(event=past, words="A first thing.", what_happened="It was **done**.", what_happened_on=date(2026, 3, 1))
    AgreedActionFactory(event=past, words="A second thing.", due_on=in_days(-1), organisation=None)
    AgreedActionFactory(event=past, words="A third thing.", due_on=in_days(0))
    _, first, second, third = (
        text(client, past).replace("A second thing.", "A first thing.").replace("A third thing.", "A first thing.").split("A first thing.")
    )
    assert 'as at <time datetime="2026-03-01">1 March 2026</time>:</p><p>It was <strong>done</strong>.</p>' in first
    assert "No day was named." in first
    assert "Past its day" in second
    assert "Which organisation took it on is not on record." in second
    assert "No report yet" in third
    assert "Past its day" not in third


def test_the_next_forum_looks_back_to_the_last_that_was_held(client, coming):
    EventFactory(held_on=in_days(-5), is_cancelled=True, title="A cancelled one")
    EventFactory(held_on=in_days(-6), draft=True, title="A drafted one")
    after = EventFactory(held_on=in_days(40))
    for event in (coming, after):
        page = text(client, event)
        assert "The forum before" in page
        assert "Nothing that was agreed there is on record here." in page
        assert not [title for title in ("A cancelled one", "A drafted one", "The next forum</a> on") if title in page]


def test_the_first_forum_looks_back_to_none(client, past):
    assert "What has happened since" not in text(client, past)


def test_a_paper_is_taken_along_and_never_opened_inside_the_site(client, past):
    paper = paper_with_a_file(past, title="Slides: what was shown", formats="Tagged for screen readers.")
    page = text(client, past)
    answer = client.get(reverse("forum:paper", args=["before", paper.pk]))
    assert f"PDF to take along, {len(PDF)} bytes" in page
    assert "Tagged for screen readers." in page
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="slides-what-was-shown.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert missing_headers(answer) == []


def test_a_paper_of_another_forum_or_that_was_lost_is_not_found(client, past):
    paper, linked = paper_with_a_file(past), EventPaperFactory(event=past)
    EventFactory(slug="other")
    asked = [("other", paper), ("before", linked), ("nowhere", paper)]
    assert {client.get(reverse("forum:paper", args=[slug, of.pk])).status_code for slug, of in asked} == {404}
    default_storage.delete(paper.file.name)
    assert client.get(reverse("forum:paper", args=["before", paper.pk])).status_code == 404
    assert "PDF to take along</span>" in text(client, past)


def test_what_was_replaced_or_taken_off_does_not_stay_on_the_disk(django_capture_on_commit_callbacks, past):
    paper = paper_with_a_file(past)
    first = paper.file.name
    with django_capture_on_commit_callbacks(execute=True):
        paper.file = ContentFile(PDF + b" again", "again.pdf")
        paper.save()
    assert (default_storage.exists(first), default_storage.exists(paper.file.name)) == (False, True)
    with django_capture_on_commit_callbacks(execute=True):
        paper.delete()
    assert not default_storage.exists(paper.file.name)


@pytest.fixture
def desk(client):
    client.force_login(member("forum organiser"))
    return client


def page_of(event):
    return reverse("admin:forum_event_change", args=[event.pk])


def rows(prefix, **fields):
    return {f"{prefix}-TOTAL_FORMS": "1", **{f"{prefix}-0-{name}": value for name, value in fields.items()}}


def test_the_organiser_writes_it_beside_the_event_and_the_history_keeps_it(desk, past):
    council = OrganisationFactory(name="The Council")
    typed = {
        **rows("agreed_actions", words="The path is lit.", organisation=council.pk, due_on="2026-12-01", position="0"),
        **rows("questions", question="Who lights it?", answer="We do.", organisation=council.pk, position="0"),
        **rows("papers", title="Slides", file=SimpleUploadedFile("a.pdf", PDF), position="0"),
    }
    assert desk.post(page_of(past), {**filled(desk, page_of(past)), **typed}).status_code == 302
    assert [str(thing) for things in (past.agreed_actions, past.questions, past.papers) for thing in things.all()] == [
        "The path is lit.",
        "Who lights it?",
        "Slides",
    ]
    changes = {str(change.label): change.after for change in Revision.objects.of(past).get().fields.all()}
    assert changes["Agreed action “The path is lit.”: agreed by"] == "The Council"
    assert changes["Question “Who lights it?”: answer"] == "We do."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (rows("papers", title="Slides", position="0"), "Choose a file or give a link: one of the two."),
        (rows("papers", title="Slides", file=SimpleUploadedFile("a.pdf", b"<html>"), position="0"), "not what its name says"),
        (rows("papers", title="Slides", file=SimpleUploadedFile("a.html", b"<html>"), position="0"), "Choose a PDF file."),
        (rows("agreed_actions", words="Done.", what_happened="It is.", position="0"), "go together"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(desk, past, typed, told):
    answer = desk.post(page_of(past), {**filled(desk, page_of(past)), **typed})
    assert told in answer.content.decode()
    assert not EventPaper.objects.exists()
    assert not AgreedAction.objects.exists()


def test_the_desk_tells_of_forums_without_notes_and_of_what_was_never_heard_of_again(desk):
    quiet = EventFactory(held_on=in_days(-29), outcome="", title="Quiet")
    EventFactory(held_on=in_days(-28), outcome="")
    EventFactory(held_on=in_days(-29), outcome="", is_cancelled=True)
    EventFactory(held_on=in_days(-29), outcome="", draft=True)
    forgotten = EventFactory(held_on=in_days(-90), outcome="Notes.", title="Forgotten")
    AgreedActionFactory(event=forgotten, due_on=in_days(-1))
    for fields in ({"due_on": in_days(0)}, {"due_on": None}, {"due_on": in_days(-1), "action": ActionFactory()}):
        AgreedActionFactory(event=EventFactory(held_on=in_days(-90), outcome="Notes."), **fields)
    told = {"due_on": in_days(-1), "what_happened": "Done.", "what_happened_on": in_days(-1)}
    AgreedActionFactory(event=EventFactory(held_on=in_days(-90), outcome="Notes."), **told)
    listed = "/admin/forum/event/?attention="
    assert list(desk.get(f"{listed}notes").context["cl"].queryset) == [quiet]
    assert list(desk.get(f"{listed}agreed").context["cl"].queryset) == [forgotten]
