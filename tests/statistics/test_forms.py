"""What staff may say of a figure that they correct."""

import pytest
from django.forms import modelform_factory
from django.forms.models import model_to_dict
from django.urls import reverse

from citysafe.history.models import Revision
from statistics.forms import NO_NUMBER, NOTE_HELP, ObservationForm
from statistics.models import Observation
from tests.factories import ObservationFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
BOXES = ["series", "period_start", "period_end", "value", "missing", "status", "edition", "state", "published_at"]


def problems(note, *, before, after):
    """What the form says of a note on a change from one count to another; None is a confidential one."""
    figure = ObservationFactory(value=before, missing="" if before else "confidential")
    typed = {"value": after or "", "missing": "" if after else "confidential", "why": "Asked for by the source.", "public_note": note}
    form = modelform_factory(Observation, ObservationForm, fields=BOXES)
    opened = form(instance=figure).initial
    return form({**model_to_dict(figure, BOXES), **typed, "opened_with": opened["opened_with"]}, instance=figure).errors


@pytest.mark.parametrize(("before", "after"), [(617, None), (None, 617), (None, None)])
@pytest.mark.parametrize("note", ["It is not 617 any more.", "Down to ½.", "It was ٦١٧."])
def test_no_number_is_told_of_a_confidential_figure(note, before, after):
    assert problems(note, before=before, after=after) == {"public_note": [NO_NUMBER]}


@pytest.mark.parametrize(("before", "after"), [(617, None), (None, 617), (617, 618)])
def test_words_without_a_number_may_be_told(before, after):
    assert problems("The source keeps small counts back.", before=before, after=after) == {}


def test_a_number_may_be_told_of_a_figure_that_is_public():
    assert problems("617 was a slip: it is 618.", before=617, after=618) == {}


def test_the_desk_says_so_at_the_box_and_refuses(client):
    figure = ObservationFactory(value=None, missing="confidential")
    client.force_login(member("statistician"))
    address = reverse("admin:statistics_observation_change", args=[figure.pk])
    assert NOTE_HELP in client.get(address).content.decode()
    assert NO_NUMBER in client.post(address, filled(client, address, note="Kept back.", public_note="It was 3.")).content.decode()
    assert not Revision.objects.of(figure).exists()
