"""Liverpool's content says what is on record, all of it and nothing beyond."""

from datetime import date

import pytest

from statistics.change import Figure, compare
from tests.citysafe.launch.conftest import of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BEFORE = (date(2021, 10, 1), date(2022, 9, 30))
ANNOUNCED = (date(2022, 10, 1), date(2023, 9, 30))
YEAR_2023 = (date(2023, 1, 1), date(2023, 12, 31))
YEAR_2024 = (date(2024, 1, 1), date(2024, 12, 31))
COUNTS = {
    "murders": {BEFORE: 15, ANNOUNCED: 2},
    "shootings": {BEFORE: 23, ANNOUNCED: 12},
    "gun-crime": {BEFORE: 139, ANNOUNCED: 81},
    "knife-crime": {BEFORE: 815, ANNOUNCED: 578},
    "violence-with-injury": {BEFORE: 6942, ANNOUNCED: 6114},
    "homicide-ons": {YEAR_2023: 2, YEAR_2024: 7},
    "violence-with-injury-ons": {YEAR_2023: 6149, YEAR_2024: 5845},
    "robbery-ons": {YEAR_2023: 691, YEAR_2024: 607},
    "possession-of-weapons-ons": {YEAR_2023: 516, YEAR_2024: 522},
}
CLAIMS = {
    ("Murders", "Liverpool", "down", 87),
    ("Shootings", "Liverpool", "down", 48),
    ("Gun crime", "Liverpool", "down", 42),
    ("Knife crime", "Liverpool", "down", 29),
    ("Violence with injury", "Liverpool", "down", 12),
    ("All crime", "EVOLVE area", "down", 6),
    ("Anti-social behaviour", "EVOLVE area", "down", 26),
    ("Knife crime and wounding", "EVOLVE area", "down", 57),
    ("Arrests", "EVOLVE area", "up", 16),
    ("Intelligence received", "EVOLVE area", "up", 78),
    ("Violence with injury", "EVOLVE area", "up", 12),
}
SAID = """
Citysafe · Liverpool Community Safety Partnership · Serious Violence Reduction Plan · Serious Violence Community Forum · half-yearly ·
Goodison Park · Monday 11 March 2024 · to inform, to co-ordinate, to promote and to govern · violence is preventable · everyone in society ·
emergency services · probation · prisons · voluntary and community sector · residents, community organisations and young people ·
engagement sessions · give parents more support · resources that schools use · apprenticeships · drug treatment · supply chains ·
disrupt organised crime · young people · EVOLVE · Dovecot · Yew Tree · parts of Knowsley · Home Office · Olivia Pratt-Korbel ·
arrests rose · more intelligence · crime fell · high-profile murders · resolve · key priority · One victim is one too many ·
October 2022 to September 2023 · does not name the earlier · who supplied the counts · Serious Violence Delivery Plan 2024-2025 ·
15 March 2024 · Citysafe Plan 2024-27 · one-year plan within a three-year one · Serious Violence Duty · Chapter 1 of Part 2 ·
Police, Crime, Sentencing and Courts Act 2022 · 31 January 2023 · specified authorities · the police · fire and rescue ·
integrated care board · local authority · youth offending team · publish a strategy · relevant authorities · youth custody · consulted ·
9 February 2024 · assault with a sharp object · Knife-enabled serious violence · Homicide, not domestic · under 25 · No figure yet ·
Clear, Hold, Build · three phases · 27 January 2023 · community safety partnership of its own · not a figure for Liverpool ·
Merseyside Police · January 2024 · Violence with injury went **up** · It is not a ward · from 30 to 64 · 4 May 2023 ·
Office for National Statistics · stood at 19 · April 2025 · was 17 · Open Government Licence v3.0 · keeps you anonymous · It is anonymous
"""
HELP = {"Emergency services": "999", "Police": "101", "Crimestoppers": "0800 555 111", "Fearless": "", "Childline": "0800 1111"}


@pytest.mark.parametrize("words", [" ".join(part.split()) for part in SAID.split("·")])
def test_a_fact_is_said_somewhere(public_texts, words):
    assert any(words.lower() in " ".join(text.lower().split()) for text in public_texts.values())


def test_the_counts_are_those_on_record_and_no_others(loaded):
    stored: dict = {}
    for figure in of(loaded, "statistics.observation"):
        stored.setdefault(figure.series.measure.slug, {})[figure.period_start, figure.period_end] = figure.value
    assert stored == COUNTS


def test_the_earlier_period_is_marked_as_assumed_and_the_others_are_not(loaded):
    for figure in of(loaded, "statistics.observation"):
        is_base = figure.series.measure.group == "headline" and figure.period_start == BEFORE[0]
        assert (figure.period_is_assumed, bool(figure.period_note)) == (is_base, is_base)


def test_no_series_mixes_two_publications(loaded):
    for figure in of(loaded, "statistics.observation"):
        publisher = figure.series.source.publisher
        assert ("Statistics" in publisher) == (figure.series.measure.group == "other") == (figure.status == "provisional")


def test_counts_of_deaths_are_marked(loaded):
    deaths = {measure.slug for measure in of(loaded, "statistics.measure") if measure.counts_deaths}
    assert deaths == {"murders", "homicide-ons", "homicide-home-office", "homicide-not-domestic", "homicide-not-domestic-under-25"}


def test_the_six_measures_of_the_duty_have_no_figure_and_say_so(loaded):
    duty = [measure for measure in of(loaded, "statistics.measure") if measure.group == "duty"]
    assert len(duty) == 6
    assert all(measure.no_figure_note.startswith("No figure yet.") for measure in duty)


def test_the_claims_are_those_on_record(loaded):
    claims = of(loaded, "statistics.claim")
    assert {(claim.subject, claim.area.name, claim.direction, claim.percentage) for claim in claims} == CLAIMS
    assert all((claim.earlier is None) == (claim.area.name == "EVOLVE area") for claim in claims)


def test_a_claims_note_adds_to_what_the_ledger_says_already(loaded):
    notes = {claim.subject: claim.note for claim in of(loaded, "statistics.claim") if claim.area.name == "EVOLVE area" and claim.note}
    assert set(notes) == {"Violence with injury", "Arrests"}
    assert "more confidence in reporting" in notes["Violence with injury"]
    assert "662 arrests" in notes["Arrests"]
    assert not [note for note in notes.values() if "cannot be checked" in note]


def test_the_announcements_percentages_reproduce(loaded):
    announced = [claim for claim in of(loaded, "statistics.claim") if claim.earlier]
    assert len(announced) == 5
    for claim in announced:
        earlier, later = (Figure(figure.value, figure.period) for figure in (claim.earlier, claim.later))
        change = compare(earlier, later)
        assert (change.direction, change.percentage) == (claim.direction, f"{claim.percentage}%")
        assert (claim.earlier_count, claim.later_count) == (claim.earlier.value, claim.later.value)
        assert claim.subject == claim.earlier.series.measure.title == claim.later.series.measure.title


def test_arrests_and_intelligence_are_neither_good_nor_bad(loaded):
    neither = {claim.subject for claim in of(loaded, "statistics.claim") if claim.wished == "neither"}
    assert neither == {"Arrests", "Intelligence received"}


def test_the_actions_are_the_five_and_promise_nothing_that_is_not_on_record(loaded):
    actions = of(loaded, "plan.action")
    assert {action.reference: action.priority.title for action in actions} == {
        "F1": "Families",
        "E1": "Education",
        "Y1": "Youth Services",
        "U1": "Underlying causes",
        "U2": "Underlying causes",
    }
    for action in actions:
        assert (action.lead, action.start_on, action.due_on, action.next_update_on) == (None, None, None, None)
        assert (action.progress, action.rating, action.official_wording) == ("unknown", "", "")
    invented = ("plan.milestone", "plan.support", "plan.progressupdate", "plan.aim", "forum.agendaitem")
    assert not [row for model in invented for row in of(loaded, model)]


def test_the_plan_knows_its_days_and_titles(loaded):
    [plan] = of(loaded, "plan.plan")
    assert (plan.launched_on, plan.starts_on, plan.ends_on, plan.adopted_on) == (date(2024, 3, 11), None, None, None)
    assert (plan.other_title_list, plan.part_of) == (["Serious Violence Delivery Plan 2024-2025"], "Citysafe Plan 2024-27")
    assert plan.is_current


def test_the_chair_is_named_and_summed_up_without_quotation(loaded):
    [plan] = of(loaded, "plan.plan")
    assert plan.chair_name == "Councillor Laura Robertson-Collins"
    assert "Chair of the Citysafe Board" in plan.chair_role
    assert "Cabinet Member for Neighbourhoods and Housing" in plan.chair_role
    assert not set(plan.chair_message) & set('"“”‘«»')
    assert " I " not in plan.chair_message


def test_evolve_crosses_the_boundary(loaded):
    [evolve] = of(loaded, "plan.initiative")
    assert (evolve.launched_on, evolve.funder) == (date(2023, 1, 27), "The Home Office")
    assert {area.name: area.kind for area in of(loaded, "statistics.area")} == {
        "EVOLVE area": "initiative",
        "Dovecot": "neighbourhood",
        "Yew Tree": "neighbourhood",
        "Parts of Knowsley": "neighbourhood",
        "Liverpool": "city",
        "Merseyside": "force",
        "North West": "region",
    }
    assert [phase.title for phase in of(loaded, "plan.phase")] == ["Clear", "Hold", "Build"]


def test_the_victim_is_named_once_with_the_basis_in_a_note(loaded, public_texts):
    named = [where for where, text in public_texts.items() if "Pratt-Korbel" in text]
    assert named == ["plan.initiative: evolve, body"]
    assert "Basis: the partnership’s announcement names her." in loaded["plan.initiative: evolve"].to_confirm


def test_help_has_the_numbers_on_record_each_with_an_owner_and_still_to_be_rung(loaded):
    contacts = of(loaded, "pages.helpcontact")
    assert {contact.name: contact.number for contact in contacts} == HELP
    assert all(contact.owner and contact.to_confirm and not contact.checked_on and not contact.url for contact in contacts)


def test_the_one_forum_on_record_is_the_launch(loaded):
    [forum] = of(loaded, "forum.event")
    assert (forum.held_on, forum.venue, forum.starts) == (date(2024, 3, 11), "Goodison Park", None)


def test_all_that_can_be_published_is_but_measures_that_wait_for_an_import(loaded):
    unpublished = {label for label, row in loaded.items() if hasattr(row, "is_published") and not row.is_published}
    slugs = {measure.pk: measure.slug for measure in of(loaded, "statistics.measure")}
    of_series = {series.pk: slugs[series.measure_id] for series in of(loaded, "statistics.series")}
    with_rule = {of_series[rule.series_id] for rule in of(loaded, "statistics.mappingrule")}
    with_figure = {of_series[figure.series_id] for figure in of(loaded, "statistics.observation")}
    to_be_checked = {"statistics.annotation: Fewer crimes counted from one report | 2023-03-01"}  # general knowledge
    assert unpublished == {f"statistics.measure: {slug}" for slug in with_rule - with_figure} | to_be_checked


def test_the_murders_of_august_2022_stand_beside_their_count_without_a_name(loaded):
    [told] = [note for note in of(loaded, "statistics.annotation") if note.is_published]
    assert (told.starts_on, told.ends_on) == (date(2022, 8, 1), date(2022, 8, 31))
    assert (told.title, told.words[:41]) == ("Three murders", "They came before the start of EVOLVE. We ")
    assert told.to_confirm
