"""A change that would show what is hidden: one person asks for it, another agrees to it or drops it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from citysafe.history.models import Revision
from statistics import services
from statistics.models import Area, Observation, RelationChange
from statistics.services import relating
from tests.factories import AreaFactory, PartnershipFactory, RelationChangeFactory
from tests.statistics.relations.build import TELLING, UNTICKED, WHY, asked_for, digest, is_hidden, north, page, save, send
from tests.statistics.strangers import gather
from tests.world import member

pytestmark = pytest.mark.django_db


def test_before_a_second_person_agrees_nothing_more_is_shown_anywhere(desk, client, city, asker):
    told = save(desk, city, parts_are_all=False, what_it_is="The city.", why=WHY)
    assert "It would show 1 figure that is hidden now: Robbery, January to December 2024, North." in told
    assert "All else is saved." in told
    assert "was changed successfully" not in told
    city.refresh_from_db()
    assert (city.parts_are_all, city.what_it_is) == (True, "The city.")
    assert is_hidden()
    client.logout()
    assert not [name for name, text in gather(client).items() if any(sign in text for sign in TELLING)]
    change = RelationChange.objects.get()
    assert (change.thing, change.after, change.asked_by, change.why) == (city, UNTICKED, asker, WHY)


def test_a_second_person_sees_every_figure_and_agrees(client, city, asker):
    change = asked_for(city, asker)
    client.force_login(member("administrator"))
    assert "Exampleton" in client.get(reverse("admin:statistics_relationchange_changelist")).content.decode()
    assert f'href="{page(change, "agree")}"' in client.get(page(change)).content.decode()
    text = client.get(page(change, "agree")).content.decode()
    for words in (
        "from yes to no",
        WHY,
        "Robbery</a>",
        "North, January to December 2024</th>",
        "40,411",
        ", South</td>",
        f'value="{digest(change)}"',
    ):
        assert words in text
    assert "Look at each figure first" in send(client, change, "agree", digest=digest(change))
    assert "Agreed: it is changed" in send(client, change, "agree", digest=digest(change), looked_at="on")
    assert not Area.objects.get(name="Exampleton").parts_are_all
    assert not is_hidden()
    assert "40,411" in client.get("/statistics/robbery/").content.decode()


def test_the_history_of_the_area_names_both(city, asker):
    colleague = member("statistician")
    change = asked_for(city, asker)
    services.agree(to=change, digest=digest(change), by=colleague)
    agreed, asked = Revision.objects.of(city)[:2]
    assert (asked.by, asked.why) == (asker, f"Waits for a colleague to agree: Exampleton: its parts make it up entirely. {WHY}")
    assert (agreed.by, agreed.why) == (colleague, f"Asked for by {asker}, agreed by {colleague}. {WHY}")
    assert [(one.label, one.before, one.after) for one in agreed.fields.all()] == [("Its parts make it up entirely", "Yes", "No")]


def test_nobody_agrees_to_what_one_asked_for(desk, city, asker):
    change = asked_for(city, asker)
    assert relating.NOT_ONE_S_OWN in send(desk, change, "agree", digest=digest(change), looked_at="on")
    assert is_hidden()


def test_one_person_may_where_that_is_on_record_and_it_is_recorded(desk, city, asker):
    PartnershipFactory(one_person_office=True, one_person_because="A small office.")
    change = asked_for(city, asker)
    send(desk, change, "agree", digest=digest(change), looked_at="on")
    change.refresh_from_db()
    assert (change.is_agreed, change.by_one_person) == (True, True)
    assert "Agreed by the person who asked for it" in desk.get(page(change)).content.decode()


def test_where_two_agree_nothing_says_that_it_was_one(city, asker):
    PartnershipFactory(one_person_office=True, one_person_because="A small office.")
    change = asked_for(city, asker)
    services.agree(to=change, digest=digest(change), by=member("statistician"))
    change.refresh_from_db()
    assert not change.by_one_person


def test_what_would_show_something_else_by_now_is_looked_at_again(city, asker):
    change = asked_for(city, asker)
    seen = digest(change)
    Observation.objects.filter(pk=north().pk).update(value=40412)
    with pytest.raises(ValidationError, match="Look again"):
        services.agree(to=change, digest=seen, by=member("statistician"))
    assert is_hidden()


def test_what_was_changed_meanwhile_is_asked_for_anew(city, asker):
    change = asked_for(city, asker)
    Area.objects.filter(pk=city.pk).update(part_of=AreaFactory())
    with pytest.raises(ValidationError, match="ask for it anew"):
        services.agree(to=change, digest=digest(change), by=member("statistician"))
    assert is_hidden()


def test_a_circle_that_was_closed_meanwhile_is_refused(city, asker):
    part = Area.objects.get(name="North")
    change = RelationChangeFactory(area=city, after={"part_of": part.pk, "parts_are_all": False})
    with pytest.raises(ValidationError, match="leads round in a circle"):
        services.agree(to=change, digest=digest(change), by=asker)
    assert is_hidden()


def test_a_whole_that_is_no_longer_there_is_said(city, asker):
    change = RelationChangeFactory(area=city, after={"part_of": 999, "parts_are_all": False})
    assert next(iter(change.changes)) == ("part of", "nothing", "one that is no longer there")
    with pytest.raises(ValidationError, match="ask for it anew"):
        services.agree(to=change, digest=digest(change), by=asker)


def test_a_list_without_any_says_what_comes_into_it(desk):
    assert "waits here until a second person agrees" in desk.get(reverse("admin:statistics_relationchange_changelist")).content.decode()


def test_nothing_is_dropped_without_a_reason_outside_the_desk_either(city, asker):
    change = asked_for(city, asker)
    with pytest.raises(ValidationError, match="Say why it is dropped"):
        services.drop(change=change, by=asker, because="  ")
    change.refresh_from_db()
    assert (change.decided_at, change.dropped_because) == (None, "")


@pytest.mark.parametrize("who", ["asker", "colleague"])
def test_dropping_leaves_everything_as_it_is(client, city, asker, who):
    change = asked_for(city, asker)
    client.force_login(asker if who == "asker" else member("statistician"))
    assert "Say why." in send(client, change, "drop", because="")
    assert "Everything stays as it is." in send(client, change, "drop", because="The parts do add up.")
    change.refresh_from_db()
    assert (change.is_agreed, change.dropped_because) == (False, "The parts do add up.")
    assert is_hidden()
    assert Area.objects.get(pk=city.pk).parts_are_all
    assert "Dropped: Exampleton" in Revision.objects.of(city).first().why
    assert asked_for(city, asker)


@pytest.mark.parametrize("decided", [{"agreed": True}, {"dropped": True}], ids=str)
def test_what_is_decided_is_decided_once(desk, decided):
    change = RelationChangeFactory(**decided)
    assert relating.DECIDED in send(desk, change, "agree", digest=digest(change), looked_at="on")
    assert relating.DECIDED in send(desk, change, "drop", because="No.")
    assert page(change, "agree") not in desk.get(page(change)).content.decode()


@pytest.mark.parametrize("role", ["viewer", "editor", "forum organiser"])
def test_others_neither_see_it_nor_decide(client, city, asker, role):
    change = asked_for(city, asker)
    client.force_login(member(role))
    assert client.get(page(change)).status_code == 403
    assert [client.post(page(change, act)).status_code for act in ("agree", "drop")] == [403, 403]
    assert is_hidden()


def test_the_reason_stands_once_in_the_history_where_nothing_else_changed(desk, city):
    save(desk, city, parts_are_all=False, why=WHY)
    assert Revision.objects.of(city).count() == 1
    assert Revision.objects.of(RelationChange.objects.get()).count() == 1
