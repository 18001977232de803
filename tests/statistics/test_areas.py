"""The areas in lists: what each is and is not, which figures there are for it, and who works there."""

import pytest

from tests.factories import AreaFactory, ClaimFactory, InitiativeFactory, MeasureFactory, ObservationFactory, SeriesFactory
from tests.statistics.build import published, staff, year

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/areas/"
HIDDEN = ["draft", "review", "archived", "scheduled"]


def page(client, at=ADDRESS):
    answer = client.get(at)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def section(text, area):
    return text.split(f'<h3 id="{area.anchor}">', 1)[1].split("</dl>", 1)[0]


def test_an_area_says_what_it_is_and_what_it_must_not_be_mixed_with(client):
    area = AreaFactory(
        name="Dovecot",
        kind="neighbourhood",
        what_it_is="It is not a ward.",
        not_mixed_with="**Any ward.**",
        version="Since 2023",
        is_listed=True,
    )
    said = section(page(client), area)
    assert said.startswith("Dovecot</h3>")
    assert "<p>It is not a ward.</p>" in said
    assert "<dd><p><strong>Any ward.</strong></p></dd>" in said
    assert "<dd>Since 2023</dd>" in said
    assert "<dd>None is on record here</dd>" in said
    assert "<dd>None is published here</dd>" in said


def test_an_area_leads_to_each_measure_once_that_has_a_figure_for_it(client):
    series = published(8, 7, title="Knife crime", slug="knives")
    another = SeriesFactory(measure=series.measure, area=series.area)
    ObservationFactory(series=another)
    said = section(page(client), series.area)
    assert said.count('<a href="/statistics/knives/">Knife crime</a>') == 1
    assert "E08000012" in said


def test_a_measure_with_nothing_but_reasons_is_not_said_to_have_a_figure(client):
    series = published(None, None, title="Hidden counts")
    assert "Hidden counts" not in page(client)
    assert "<dd>None is published here</dd>" in section(page(client), series.area)


def test_the_areas_stand_by_kind_in_one_order(client):
    for kind in ("region", "force", "initiative", "neighbourhood", "city"):
        AreaFactory(kind=kind, is_listed=True)
    text = page(client)
    headings = ["City and boroughs", "Neighbourhoods", "Areas of initiatives", "Police force areas", "Regions"]
    assert [heading for heading in headings if f"{heading}</h2>" not in text] == []
    assert [text.index(heading) for heading in headings] == sorted(text.index(heading) for heading in headings)


def test_areas_with_figures_stand_first_among_their_kind_and_the_others_by_name(client):
    published(8, 7)
    for name in ("Zebra", "Anagram"):
        AreaFactory(name=name, is_listed=True)
    text = page(client)
    assert text.index("Liverpool</h3>") < text.index("Anagram</h3>") < text.index("Zebra</h3>")


def test_there_is_no_map_and_the_page_says_why(client):
    assert "There is no map." in page(client)


def test_an_initiative_is_named_where_it_works(client):
    area = AreaFactory(name="EVOLVE area", kind="initiative")
    initiative = InitiativeFactory(title="EVOLVE")
    initiative.areas.add(area)
    assert f'<dd><a href="{initiative.get_absolute_url()}">EVOLVE</a></dd>' in section(page(client), area)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_area_of_which_nothing_public_speaks_is_not_listed(client, hidden):
    """An initiative or a figure that is still to come must not be told by the name of its area."""
    InitiativeFactory(title="Secret work", **{hidden: True}).areas.add(AreaFactory(name="Secret area of work"))
    ClaimFactory(area=AreaFactory(name="Secret area of a claim"), **{hidden: True})
    year(SeriesFactory(area=AreaFactory(name="Secret area of a figure")), 2022, **{hidden: True})
    year(SeriesFactory(area=AreaFactory(name="Secret area of a measure"), measure=MeasureFactory(**{hidden: True})), 2022)
    AreaFactory(name="Secret area")
    text = page(client)
    assert "Secret" not in text
    assert "No area stands here yet" in text


def test_an_initiative_of_a_draft_plan_is_not_named(client):
    area = AreaFactory(name="Open area", is_listed=True)
    InitiativeFactory(title="Secret work", plan__draft=True).areas.add(area)
    assert "Secret" not in page(client)


def test_a_statement_makes_its_area_known_unless_it_tells_a_confidential_count(client):
    ClaimFactory(area=AreaFactory(name="Open area"))
    hidden = published(5, None).observations.order_by("period_end")
    ClaimFactory(area=AreaFactory(name="Secret area"), earlier=hidden[0], later=hidden[1])
    text = page(client)
    assert "Open area</h3>" in text
    assert text.count(">What was claimed</a>") == 1
    assert "Secret area" not in text


def test_staff_find_every_area_in_the_preview(client):
    area = AreaFactory(name="New area")
    initiative = InitiativeFactory(draft=True)
    initiative.areas.add(area)
    client.force_login(staff("viewer"))
    said = section(page(client, f"/preview{ADDRESS}"), area)
    assert f'href="/preview{initiative.get_absolute_url()}"' in said


def test_what_staff_type_is_text_and_never_markup(client):
    hostile = "<script>alert(1)</script>"
    AreaFactory(name=hostile, what_it_is=hostile, not_mixed_with=hostile, version=hostile, is_listed=True)
    assert "<script>alert" not in page(client)


def test_the_page_was_updated_when_its_latest_area_was(client, time_machine):
    area = AreaFactory(is_listed=True)
    time_machine.move_to("2031-05-06 12:00")
    area.save()
    assert "6 May 2031" in page(client)
