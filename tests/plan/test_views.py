from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import (
    ActionFactory,
    AimFactory,
    AnnouncementFactory,
    AreaFactory,
    ClaimFactory,
    InitiativeFactory,
    MeasureFactory,
    MilestoneFactory,
    ObservationFactory,
    OrganisationFactory,
    PartnershipFactory,
    PhaseFactory,
    PlanFactory,
    PriorityFactory,
    ProgressUpdateFactory,
    RevisionFactory,
    SupportFactory,
)

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_without_a_plan_the_page_says_so(client):
    assert "No plan has been published here yet" in text(client, "/plan/")


def test_the_current_plan_stands_at_its_short_address(client):
    PlanFactory(title="An older plan")
    plan = PlanFactory(current=True, title="The plan of now", inform="Tell everybody.")
    page = text(client, "/plan/")
    assert "The plan of now" in page
    assert "Tell everybody." in page
    assert text(client, plan.get_absolute_url()).count("<h1>The plan of now</h1>") == 1


def test_an_older_plan_says_that_it_is_not_current(client):
    assert "This is an earlier plan" in text(client, PlanFactory().get_absolute_url())


def test_a_plan_shows_its_published_priorities_and_actions_alone(client):
    plan = PlanFactory(current=True)
    shown = PriorityFactory(plan=plan, title="Shown priority")
    PriorityFactory(plan=plan, title="Hidden priority", draft=True)
    ActionFactory(priority=shown, title="Shown action")
    ActionFactory(priority=shown, title="Hidden action", draft=True)
    ActionFactory(priority=shown, title="Coming action", scheduled=True)
    page = text(client, "/plan/")
    assert "Shown priority" in page
    assert "Shown action" in page
    assert not [hidden for hidden in ("Hidden priority", "Hidden action", "Coming action") if hidden in page]


def test_what_hangs_on_a_draft_is_not_public(client):
    plan = PlanFactory(draft=True)
    priority = PriorityFactory(plan=plan)
    things = [priority, ActionFactory(priority=priority), InitiativeFactory(plan=plan), AnnouncementFactory(plan=plan)]
    assert [client.get(thing.get_absolute_url()).status_code for thing in things] == [404] * 4


def test_the_chairs_message_goes_with_its_switch(client):
    plan = PlanFactory(current=True, with_message=True, chair_message="More must be done.")
    assert "More must be done." in text(client, "/plan/")
    plan.chair_message_shown = False
    plan.save()
    page = text(client, "/plan/")
    assert "More must be done." not in page
    assert plan.chair_name not in page


def test_an_action_says_what_is_not_known(client):
    page = text(client, ActionFactory().get_absolute_url())
    assert [
        words for words in ("Lead partner to be confirmed", "No report yet", "Not rated yet", "No date stated") if words not in page
    ] == []


def test_an_action_shows_who_when_and_how_far(client):
    lead, helper = OrganisationFactory(name="Fire and rescue"), OrganisationFactory(name="The colleges")
    action = ActionFactory(red=True, lead=lead, due_on=date(2024, 8, 1), due_precision="month")
    SupportFactory(action=action, organisation=helper, role="Lends rooms")
    MilestoneFactory(action=action, title="First intake", due_on=date(2024, 6, 1), expected_on=date(2999, 10, 1), reason="Few employers.")
    ProgressUpdateFactory(action=action, title="Letters went out")
    ProgressUpdateFactory(action=action, title="Not for now", draft=True)
    page = text(client, action.get_absolute_url())
    wanted = ["Fire and rescue", "The colleges</a>: Lends rooms", "August 2024", "Red: off track", "No money yet.", "1 June 2024"]
    wanted += ["Late: was due in June 2024, now expected on 1 October 2999. Few employers.", "Letters went out"]
    assert [words for words in wanted if words not in page] == []
    assert "Not for now" not in page


def test_a_merged_action_does_not_name_one_that_is_not_public(client):
    action = ActionFactory(merged=True)
    type(action).objects.filter(pk=action.merged_into_id).update(state="draft", title="Secret action")
    assert "Secret action" not in text(client, action.get_absolute_url())


def test_an_update_that_did_not_come_is_said(client):
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "has not come yet" in text(client, ActionFactory(next_update_on=yesterday).get_absolute_url())
    assert "has not come yet" not in text(client, ActionFactory(next_update_on=yesterday, complete=True).get_absolute_url())
    assert "Next update due by" in text(client, ActionFactory(next_update_on=timezone.localdate()).get_absolute_url())


def test_a_new_date_that_has_passed_too_is_said(client):
    milestone = MilestoneFactory(due_on=date(2024, 6, 1), expected_on=date(2024, 10, 31))
    assert "then expected on 31 October 2024, which has passed too" in text(client, milestone.action.get_absolute_url())


@pytest.mark.parametrize(("progress", "shown"), [("stopped", False), ("in_progress", True)])
def test_what_is_over_and_unrated_waits_for_no_rating(client, progress, shown):
    assert ("Not rated yet" in text(client, ActionFactory(progress=progress).get_absolute_url())) is shown


@pytest.mark.parametrize("email", ["", "team@example.org"])
def test_nobody_is_sent_to_an_address_that_is_not_there(client, email):
    PartnershipFactory(contact_email=email)
    action = ActionFactory(priority__plan__is_current=True)
    for address in (action.get_absolute_url(), "/plan/"):
        assert ('href="/contact/"' in text(client, address)) is bool(email)


def test_the_current_plan_has_one_canonical_address(client):
    plan = PlanFactory(current=True)
    for address in ("/plan/", plan.get_absolute_url()):
        assert '<link rel="canonical" href="http://localhost:8000/plan/">' in text(client, address)


def test_a_merged_action_leads_on(client):
    action = ActionFactory(merged=True)
    assert f'href="{action.merged_into.get_absolute_url()}"' in text(client, action.get_absolute_url())


def test_an_action_tells_its_changes(client):
    action = ActionFactory()
    RevisionFactory(of=action, public_note="Moved from green to amber.")
    RevisionFactory(of=action, public_note="", why="Typing mistake")
    RevisionFactory(of=ActionFactory(), public_note="Of another action.")
    page = text(client, action.get_absolute_url())
    assert "Moved from green to amber." in page
    assert "Typing mistake" not in page
    assert "Of another action." not in page


@pytest.mark.parametrize("state", ["draft", "review", "archived", "scheduled"])
def test_a_merged_action_does_not_tell_of_one_that_is_not_public(client, state):
    hidden = ActionFactory(title="Still secret", slug="still-secret", **{state: True})
    page = text(client, ActionFactory(merged=True, merged_into=hidden).get_absolute_url())
    assert "Merged" in page
    assert "Still secret" not in page
    assert "still-secret" not in page


def test_aims_are_hopes_and_drafts_of_measures_stay_hidden(client):
    action = ActionFactory()
    AimFactory(action=action, measure=MeasureFactory(title="Shown measure"))
    AimFactory(action=action, measure=MeasureFactory(title="Hidden measure", draft=True))
    for address in (action.get_absolute_url(), action.priority.get_absolute_url()):
        page = text(client, address)
        assert "Shown measure" in page
        assert "would not prove" in page
        assert "Hidden measure" not in page


def test_an_initiative_leaves_out_what_would_tell_a_confidential_count(client):
    area = AreaFactory()
    initiative = InitiativeFactory()
    initiative.areas.add(area)
    ClaimFactory(area=area, subject="Admissions", earlier=ObservationFactory(), later=ObservationFactory(hidden=True))
    assert "Admissions" not in text(client, initiative.get_absolute_url())


def test_an_initiative_shows_its_rises_as_plainly_as_its_falls(client):
    area = AreaFactory(name="Two estates")
    initiative = InitiativeFactory(area_note="Not a city figure.")
    initiative.areas.add(area)
    PhaseFactory(initiative=initiative, title="Clear")
    ClaimFactory(area=area, subject="Violence with injury", direction="up", percentage=12, wished="fewer")
    ClaimFactory(area=area, subject="All crime", direction="down", percentage=6, wished="fewer")
    ClaimFactory(area=area, subject="Arrests", direction="up", percentage=16, wished="neither")
    page = text(client, initiative.get_absolute_url())
    assert '<span class="chg up worse">up 12%</span>' in page
    assert '<span class="chg down better">down 6%</span>' in page
    assert '<span class="chg up ">up 16%</span>' in page
    assert "Not a city figure." in page


def test_an_announcement_is_a_dated_page(client):
    announcement = AnnouncementFactory(announced_on=date(2024, 3, 11), body="The plan **began**.")
    page = text(client, announcement.get_absolute_url())
    assert '<time datetime="2024-03-11">11 March 2024</time>' in page
    assert "<strong>began</strong>" in page


def test_the_official_document_is_a_download(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    plan = PlanFactory(current=True, title="The plan", document=SimpleUploadedFile("x.pdf", b"%PDF-1.7"))
    assert f"/plan/plans/{plan.slug}/document/" in text(client, "/plan/")
    response = client.get(f"/plan/plans/{plan.slug}/document/")
    assert response["Content-Disposition"] == 'attachment; filename="the-plan.pdf"'
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


@pytest.mark.parametrize("has_file", [False, True])
def test_a_missing_document_is_a_page_not_found(client, settings, tmp_path, has_file):
    settings.MEDIA_ROOT = tmp_path
    plan = PlanFactory(current=True, document="plan/gone.pdf" if has_file else "")
    assert client.get(f"/plan/plans/{plan.slug}/document/").status_code == 404


def test_something_to_come_is_public_from_its_moment_on(client):
    action = ActionFactory(published_at=timezone.now() + timedelta(hours=1))
    assert client.get(action.get_absolute_url()).status_code == 404
    action.published_at = timezone.now() - timedelta(seconds=1)
    action.save()
    assert client.get(action.get_absolute_url()).status_code == 200
