"""Figures that are not out yet, looked for at every address of the desk and of previews, by everybody who may sign in there."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from citysafe.history import services as history
from citysafe.people import roles
from statistics import services
from tests import factories as make
from tests.addresses import addresses
from tests.statistics.readings_of_a_stranger import text_of
from tests.statistics.releases.build import revise
from tests.world import ROLES, member

pytestmark = pytest.mark.django_db
WITH_THE_RIGHT = {"administrator", "statistician"}
# Each so far from the counts of the world that a difference begins with the same digits.
EMBARGOED, WAITING, DRAFTED, CLAIMED, UPLOADED, NOTED = 481_500_001, 472_300_001, 463_700_001, 454_100_001, 445_900_001, 436_200_001
CANARIES = {value // 10_000 for value in (EMBARGOED, WAITING, DRAFTED, CLAIMED, UPLOADED, NOTED)}


@pytest.fixture
def held_back(world):
    """In the world: one figure under embargo, one in a draft, a revision in a release to come, a statement and a file that was read."""
    by, public, series = make.UserFactory(), world["statistics.observation"], world["statistics.series"]
    words = {"to_confirm": f"Is it {DRAFTED}?", "series": series}
    drafted = make.ObservationFactory.build(draft=True, value=DRAFTED, period_start=date(2024, 10, 1), **words)
    services.enter(observation=drafted, by=by, why=f"{DRAFTED} is new.")
    soon = timezone.now() + timedelta(days=2)
    coming = make.ReleaseFactory(coming=True, is_announced=False, notes=f"There were {NOTED}.")
    embargoed = make.ObservationFactory(
        series=series, value=EMBARGOED, period_start=date(2023, 10, 1), release=coming, state="published", published_at=soon
    )
    revise(public, WAITING, by=by, release=coming)
    claim = make.ClaimFactory.build(
        draft=True, area=series.area, earlier=public, later=embargoed, earlier_count=2, later_count=CLAIMED, text=f"Up to {CLAIMED}"
    )
    history.save(thing=claim, by=by)
    make.ImportFactory(warnings=[f"The largest count is {UPLOADED}."])
    return coming


def of_the_desk():
    """Every thing on it with its history."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for pk in model._base_manager.values_list("pk", flat=True):
            yield from (reverse(f"{name}_{page}", args=[pk]) for page in ("change", "history"))


def of_previews(coming):
    question = "earlier=1801-10-01/1802-09-30&later=2023-10-01/2024-09-30"
    return [f"/preview{coming.get_absolute_url()}", f"/preview/statistics/compare/?measure=example&{question}"]


FIGURES_TO_CHOOSE = "/admin/autocomplete/?app_label=statistics&model_name=claim&field_name=later&term="


def found(client, at):
    """The canaries in an answer, in whatever way the numbers are written."""
    text = text_of(client.get(at)).replace(",", "")
    return {canary for canary in CANARIES if str(canary) in text}


@pytest.mark.parametrize("role", ROLES)
def test_a_figure_that_is_not_out_is_seen_by_those_with_the_right_alone(role, client, world, held_back):
    client.force_login(member(role))
    staff = [address.at for address in addresses(world) if address.at.startswith(("/admin/", "/preview/"))]
    asked = [*staff, *of_previews(held_back), *of_the_desk(), FIGURES_TO_CHOOSE]
    seen = {at: canaries for at in asked if (canaries := found(client, at))}
    if role not in WITH_THE_RIGHT:
        assert seen == {}
    else:
        at_the_desk = {canary for at, canaries in seen.items() if at.startswith("/admin/") for canary in canaries}
        in_previews = {canary for at, canaries in seen.items() if at.startswith("/preview/") for canary in canaries}
        assert (at_the_desk, in_previews) == (CANARIES, CANARIES - {UPLOADED // 10_000})


@pytest.mark.parametrize("role", ROLES)
def test_a_preview_says_whose_figures_it_shows_and_keeps_the_drafts_of_words(role, client, world, held_back):
    make.MeasureFactory(draft=True, slug="to-come", title="Measure to come")
    client.force_login(member(role))
    page = client.get("/preview/statistics/").content.decode()
    assert "Measure to come" in page
    assert ("Its figures are those that the public has now" in page) is (role not in WITH_THE_RIGHT)


@pytest.mark.parametrize("role", sorted({*ROLES} - WITH_THE_RIGHT))
def test_a_preview_without_the_right_has_the_figures_that_the_public_has(role, client, world, held_back):
    client.force_login(member(role))
    kinds = ("statistics/all.csv", "statistics/api/v1/measures/example/", "statistics/api/v1/claims/")
    for at in kinds:
        assert client.get(f"/preview/{at}").content == client.get(f"/{at}").content


@pytest.mark.parametrize("role", ROLES)
def test_a_release_that_is_not_announced_is_in_the_previews_of_those_with_the_right_alone(role, client):
    """Its title may say which public figure is wrong."""
    of = make.ReleaseFactory(draft=True, title="Corrected: Robbery", summary="Fewer than 4815.")
    client.force_login(member(role))
    pages = ("/preview/statistics/releases/", "/preview/statistics/api/v1/releases/", f"/preview{of.get_absolute_url()}")
    seen = {at for at in pages if of.title in client.get(at).content.decode()}
    assert seen == ({*pages} if role in WITH_THE_RIGHT else set())


@pytest.mark.parametrize("what", ["Observation", "Claim", "Release", "FigureRevision", "Import"])
def test_nobody_sees_them_at_the_desk_without_the_right(what):
    app, code = "statistics", f"view_{what.lower()}"
    may_look = {role for role in roles.ROLES if (app, code) in roles.allowed(role)}
    assert may_look == {role for role in roles.ROLES if (app, "see_early_observation") in roles.allowed(role)}
    assert {role.lower() for role in may_look} == WITH_THE_RIGHT


def test_somebody_in_no_role_sees_none_early(client, world, held_back):
    client.force_login(make.UserFactory(staff=True))
    assert found(client, "/preview/statistics/example/") == set()
