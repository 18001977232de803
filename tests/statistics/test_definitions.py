"""The shelf of definitions: what each publisher counts, and which figure rests on it."""

from datetime import timedelta

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from statistics import definitions
from statistics.models import Concept, Definition, Measure
from tests.factories import ConceptFactory, DefinitionFactory, MeasureFactory
from tests.filled import filled
from tests.statistics.build import published, staff

pytestmark = pytest.mark.django_db
ADDRESS = "/statistics/definitions/"


def page(client, at=ADDRESS):
    answer = client.get(at)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_competing_definitions_stand_in_one_table_with_the_figures_that_use_each(client):
    concept = ConceptFactory(slug="homicide", title="Homicide and murder", introduction="Murder is a part of **homicide**.")
    wide = DefinitionFactory(concept=concept, name="Homicide", whose="Home Office", counts="Murder and manslaughter.", counted="victims")
    narrow = DefinitionFactory(concept=concept, name="Murders", whose="The announcement", unstated=True)
    used = MeasureFactory(title="Homicide (ONS)", slug="homicide-ons", definition_used=wide)
    text = page(client)
    assert '<h2 id="concept-homicide">Homicide and murder</h2>' in text
    assert "<strong>homicide</strong>" in text
    rows = text.split("<tbody", 1)[1].split("<tr ")[1:]
    assert [wide.name in rows[0], narrow.name in rows[1]] == [True, True]
    assert "Murder and manslaughter." in rows[0]
    assert "Not on record here." in rows[0]
    assert "</span>One victim</td>" in rows[0]
    assert f'<a href="{used.get_absolute_url()}">Homicide (ONS)</a>' in rows[0]
    assert "</span>None</td>" in rows[1]


def test_a_source_that_gives_no_definition_is_said_to_give_none(client):
    MeasureFactory(title="Shootings", definition_used=DefinitionFactory(unstated=True, name="Shootings, as announced"))
    text = page(client)
    assert "The source gives no definition." in text
    assert "Not on record here" not in text
    assert text.count("Not stated by the source") == 2
    assert ">Shootings</a>" in text


def test_a_definition_tells_what_it_leaves_out_and_where_it_is_published(client):
    DefinitionFactory(name="Knife offences", url="https://example.org/rules", leaves_out="Carrying a knife.", note="By force alone.")
    text = page(client)
    assert '<a href="https://example.org/rules">Knife offences</a>' in text
    assert "</span>Carrying a knife.</td>" in text
    assert "<small>By force alone.</small>" in text


def test_subjects_and_definitions_stand_in_the_order_that_staff_gave_them(client):
    late, early = ConceptFactory(title="Anagram", position=2), ConceptFactory(title="Zebra", position=1)
    DefinitionFactory(concept=early, name="Second of it", position=2)
    DefinitionFactory(concept=early, name="First of it", position=1)
    text = page(client)
    assert text.index(f'id="{early.anchor}"') < text.index("First of it") < text.index("Second of it") < text.index(f'id="{late.anchor}"')


def test_figures_about_other_subjects_are_listed_apart(client):
    MeasureFactory(title="Robbery")
    MeasureFactory(title="Knife crime", definition_used=DefinitionFactory())
    apart = page(client).split('id="elsewhere"', 1)[1]
    assert ">Robbery</a>" in apart
    assert "Knife crime" not in apart


def test_an_empty_shelf_says_so_and_leads_on(client):
    text = page(client)
    assert "No definition stands here yet" in text
    assert "Last updated" not in text
    assert 'id="elsewhere"' not in text


def test_a_subject_without_a_definition_says_so(client):
    ConceptFactory(title="Gun crime")
    assert "No definition of it has been entered here yet." in page(client)


@pytest.mark.parametrize("hidden", ["draft", "review", "archived", "scheduled"])
def test_a_subject_that_is_not_public_is_on_no_page(client, hidden):
    concept = ConceptFactory(title="Secret subject", **{hidden: True})
    measure = MeasureFactory(title="Open measure", definition_used=DefinitionFactory(concept=concept, name="Secret definition"))
    for text in (page(client), page(client, measure.get_absolute_url())):
        assert "Secret" not in text
    assert ">Open measure</a>" in page(client).split('id="elsewhere"', 1)[1]


@pytest.mark.parametrize("hidden", ["draft", "review", "archived", "scheduled"])
def test_a_measure_that_is_not_public_is_not_linked(client, hidden):
    MeasureFactory(title="Secret measure", slug="secret", definition_used=DefinitionFactory(), **{hidden: True})
    MeasureFactory(title="Another secret", slug="secret-too", **{hidden: True})
    assert "secret" not in page(client).lower()


def test_staff_see_drafts_in_the_preview_and_that_they_are_drafts(client):
    draft = MeasureFactory(title="Secret measure", draft=True)
    draft.definition_used = DefinitionFactory(concept=ConceptFactory(title="Secret subject", draft=True))
    draft.save()
    client.force_login(staff("viewer"))
    text = page(client, f"/preview{ADDRESS}")
    assert "Secret subject</h2>" in text
    assert "Not public yet" in text
    assert f'href="/preview{draft.get_absolute_url()}"' in text
    assert f'href="/preview{draft.definition_used.concept.get_absolute_url()}"' in page(client, f"/preview{draft.get_absolute_url()}")


def test_a_scheduled_subject_is_public_from_its_moment_on(client, time_machine):
    ConceptFactory(title="Coming subject", scheduled=True)
    assert "Coming subject" not in page(client)
    time_machine.move_to(timezone.now() + timedelta(days=4))
    assert "Coming subject" in page(client)


def test_a_measures_page_says_which_definition_it_uses_and_leads_to_the_shelf(client):
    concept = ConceptFactory(title="Knife crime", slug="knife-crime")
    definition = DefinitionFactory(concept=concept, name="Knife offences", whose="Home Office")
    published(8, 7, slug="knives", definition_used=definition)
    text = page(client, "/statistics/knives/")
    assert "<strong>Which definition this is.</strong> Knife offences (Home Office)." in text
    assert '<a href="/statistics/definitions/#concept-knife-crime">Knife crime: definitions side by side</a>' in text
    Definition.objects.update(counts="")
    assert "None: the source gives no definition." in page(client, "/statistics/knives/")


def test_a_measure_about_another_subject_says_nothing_of_the_shelf(client):
    assert "Which definition" not in page(client, MeasureFactory().get_absolute_url())


def test_what_staff_type_is_text_and_never_markup(client):
    hostile = '<script>alert(1)</script>"><img src=x onerror=1>'
    concept = ConceptFactory(title=hostile[:80], introduction=hostile)
    DefinitionFactory(concept=concept, whose=hostile, name=hostile, counts=hostile, leaves_out=hostile, note=hostile)
    text = page(client)
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_the_page_was_updated_when_the_latest_of_its_words_was(client, time_machine):
    definition = DefinitionFactory()
    time_machine.move_to("2031-05-06 12:00")
    definition.save()
    assert "6 May 2031" in page(client)
    assert definitions.shelf(preview=False).updated_at == definition.updated_at


def test_a_definition_that_a_measure_uses_cannot_be_deleted():
    measure = MeasureFactory(definition_used=DefinitionFactory())
    with pytest.raises(ProtectedError):
        measure.definition_used.concept.delete()
    assert Measure.objects.get().definition_used is not None


def test_a_statistician_writes_a_subject_with_its_definitions(client):
    client.force_login(staff("Statistician"))
    address = reverse("admin:statistics_concept_add")
    inline = {"definitions-TOTAL_FORMS": 1, "definitions-0-whose": "Home Office", "definitions-0-name": "Homicide"}
    inline |= {
        "definitions-0-counts": "",
        "definitions-0-leaves_out": "Driving.",
        "definitions-0-counted": "victims",
        "definitions-0-position": 0,
    }
    typed = filled(client, address, title="Homicide", slug="homicide", introduction="Several.", state="draft") | inline
    answer = client.post(address, typed)
    assert "Say what counts before you say what does not." in answer.content.decode()
    assert client.post(address, typed | {"definitions-0-counts": "Murder and manslaughter."}).status_code == 302
    assert Concept.objects.get().definitions.get().counts == "Murder and manslaughter."


def test_the_lists_of_the_desk_count_what_hangs_on_each(client):
    definition = DefinitionFactory()
    MeasureFactory.create_batch(2, definition_used=definition)
    DefinitionFactory(concept=definition.concept)
    client.force_login(staff("Statistician"))
    assert '<td class="field-definition_count">2</td>' in page(client, reverse("admin:statistics_concept_changelist"))
    assert '<td class="field-measure_count">2</td>' in page(client, reverse("admin:statistics_definition_changelist"))


def test_the_public_is_told_of_a_change_at_its_subject_alone(client):
    """A note on a definition would name what belongs to a draft."""
    definition = DefinitionFactory(concept__draft=True)
    client.force_login(staff("Statistician"))
    at_the_subject = page(client, reverse("admin:statistics_concept_change", args=[definition.concept.pk]))
    assert 'name="public_note"' in at_the_subject
    assert 'name="public_note"' not in page(client, reverse("admin:statistics_definition_change", args=[definition.pk]))
