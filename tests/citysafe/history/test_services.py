from datetime import date

import pytest
from django.db import IntegrityError, transaction

from citysafe.history import services
from citysafe.history.diff import KEPT_PRIVATE
from citysafe.history.models import Revision
from citysafe.history.reading import read
from plan.models import Milestone
from tests.factories import (
    ActionFactory,
    AreaFactory,
    EventFactory,
    InitiativeFactory,
    MilestoneFactory,
    ObservationFactory,
    OrganisationFactory,
    SupportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def changes(revision):
    return {change.field: (change.label, change.before, change.after) for change in revision.fields.all()}


def test_a_change_is_recorded_as_people_read_it():
    action, by = ActionFactory(lead=None), UserFactory()
    action.rating, action.rating_reason, action.rated_on = "amber", "No venue yet.", date(2024, 6, 30)
    action.lead = OrganisationFactory(name="Exampleton Council")
    revision = services.save(thing=action, by=by, why="The lead partner reported.", public_note="The rating is now amber.")
    assert changes(revision) == {
        "lead": ("Lead partner", "", "Exampleton Council"),
        "rating": ("Rating", "Not rated yet", "Amber: some risk"),
        "rating_reason": ("Reason for the rating", "", "No venue yet."),
        "rated_on": ("Rated on", "", "30 June 2024"),
    }
    assert (revision.kind, revision.by, revision.why) == ("changed", by, "The lead partner reported.")
    assert (revision.name, revision.address, revision.public_note) == (str(action), action.get_absolute_url(), "The rating is now amber.")


def test_what_did_not_change_is_not_recorded():
    action = ActionFactory()
    assert services.save(thing=action, by=None) is None
    assert not Revision.objects.exists()


def test_a_reason_is_kept_even_if_no_field_changed():
    action = ActionFactory()
    assert services.save(thing=action, by=None, why="We read it again.").why == "We read it again."


def test_a_note_for_the_public_is_kept_even_if_no_field_changed():
    action = ActionFactory()
    assert services.save(thing=action, by=None, public_note="We read it again.").public_note == "We read it again."


def test_something_new_is_recorded_with_what_it_holds():
    observation = ObservationFactory.build(value=6114, **_stored_series())
    revision = services.save(thing=observation, by=UserFactory())
    assert revision.kind == "created"
    assert changes(revision)["value"] == ("Value", "", "6,114")
    assert changes(revision)["period_is_assumed"][2] == "No"


def test_something_deleted_is_recorded_with_what_it_held():
    organisation = OrganisationFactory(name="Old partner")
    key = organisation.pk
    revision = services.delete(thing=organisation, by=UserFactory(), why="Merged.")
    assert (revision.kind, revision.object_id, revision.name, revision.why) == ("deleted", key, "Old partner", "Merged.")
    assert changes(revision)["name"] == ("Name", "Old partner", "")


def test_a_hanging_row_is_recorded_on_what_it_hangs_on():
    milestone = MilestoneFactory(title="First evening", reached_on=None)
    before = read(milestone.action)
    Milestone.objects.update(reached_on=date(2024, 5, 17))
    found = changes(services.record(thing=milestone.action, before=before, by=None))
    assert found == {f"milestones.{milestone.pk}.reached_on": ("Milestone “First evening”: reached", "", "17 May 2024")}


def test_a_row_added_and_one_taken_away_are_recorded():
    support = SupportFactory(organisation__name="Police", role="Patrols")
    before = read(support.action)
    key = support.pk
    support.delete()
    new = SupportFactory(action=support.action, organisation__name="Probation")
    found = changes(services.record(thing=support.action, before=before, by=None))
    assert found[f"supports.{key}.role"] == ("Supporting partner “Police”: role", "Patrols", "")
    assert found[f"supports.{new.pk}.organisation"] == ("Supporting partner “Probation”: organisation", "", "Probation")


def test_a_list_of_things_is_recorded_by_their_names():
    initiative, bootle = InitiativeFactory(), AreaFactory(name="Bootle")
    before = read(initiative)
    initiative.areas.add(bootle, AreaFactory(name="Anfield"))
    assert changes(services.record(thing=initiative, before=before, by=None))["areas"] == ("Areas", "", "Anfield, Bootle")


def test_personal_values_never_reach_the_history():
    account = UserFactory(email="ann@example.org", full_name="Ann Example")
    account.email, account.full_name = "bea@example.org", "Bea Example"
    account.set_password("another long pass phrase")
    revision = services.save(thing=account, by=None)
    assert changes(revision)["email"] == ("E-mail address", KEPT_PRIVATE, KEPT_PRIVATE)
    kept = str([revision.name, revision.address, changes(revision)])
    for value in ("example.org", "Ann", "Bea", account.password):
        assert value not in kept


def test_who_checked_a_figure_is_recorded_without_the_name():
    observation = ObservationFactory()
    observation.checked_by = UserFactory(full_name="Ann Example")
    assert changes(services.save(thing=observation, by=None))["checked_by"] == ("Checked by", "", KEPT_PRIVATE)


def test_what_cannot_be_saved_leaves_no_record():
    event = EventFactory()
    event.slug = EventFactory().slug
    with pytest.raises(IntegrityError), transaction.atomic():
        services.save(thing=event, by=None)
    assert not Revision.objects.exists()


def test_the_history_costs_no_more_queries_for_more_text(django_assert_max_num_queries):
    action = ActionFactory()
    MilestoneFactory.create_batch(6, action=action)
    action.title = "Another title"
    with django_assert_max_num_queries(24):
        services.save(thing=action, by=None)


def _stored_series():
    from tests.factories import SeriesFactory

    return {"series": SeriesFactory()}
