"""What every publishable thing can do on the desk."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from citysafe.desk.publishing import PublishedAdmin
from citysafe.history import services as history
from citysafe.history.models import Revision
from citysafe.publishing import services
from citysafe.work.read_only import ReadOnly
from plan.models import Action
from tests import factories
from tests.factories import ActionFactory, EventFactory, MeasureFactory, ObservationFactory, PageFactory
from tests.filled import filled
from tests.world import member

pytestmark = pytest.mark.django_db
PUBLISHED = [model for model, desk in admin.site._registry.items() if isinstance(desk, PublishedAdmin)]
every_list = pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
every_publishable = pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model._meta.label)


@pytest.fixture
def desk(client):
    client.force_login(member("administrator"))
    return client


def factory(model):
    return getattr(factories, f"{model.__name__}Factory")


def page(model, act, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


def act(desk, action, *things):
    typed = {"action": action, "_selected_action": [thing.pk for thing in things]}
    return desk.post(page(type(things[0]), "changelist"), typed, follow=True).content.decode()


@every_publishable
def test_publish_take_back_and_archive_are_recorded(desk, model):
    thing = factory(model)(draft=True)
    for action, state in (("publish", "published"), ("take_back", "draft"), ("archive", "archived")):
        act(desk, action, thing)
        thing.refresh_from_db()
        assert thing.state == state
    assert Revision.objects.of(thing).count() == 3


def test_publishing_sets_the_moment_and_takes_an_embargo_away():
    action = ActionFactory(scheduled=True)
    services.publish(thing=action, by=None)
    assert action.is_published
    assert timezone.now() - action.published_at < timedelta(minutes=1)


def test_what_is_public_already_keeps_its_moment(desk):
    action = ActionFactory()
    moment = action.published_at
    assert "Nothing to do" in act(desk, "publish", action)
    action.refresh_from_db()
    assert action.published_at == moment
    assert not Revision.objects.exists()


@every_publishable
def test_taking_back_opens_no_way_to_delete(desk, model):
    thing = factory(model)()
    act(desk, "take_back", thing)
    assert desk.post(page(model, "delete", thing.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=thing.pk).exists()


def test_taking_back_forgets_the_moment():
    action = ActionFactory()
    services.take_back(thing=action, by=None)
    assert (action.state, action.published_at) == ("draft", None)
    assert services.take_back(thing=action, by=None) is None


def test_archiving_twice_is_recorded_once():
    action = ActionFactory()
    assert services.archive(thing=action, by=None) is not None
    assert services.archive(thing=action, by=None) is None


@every_publishable
@pytest.mark.parametrize("verb", [services.publish, services.take_back, services.archive], ids=lambda verb: verb.__name__)
def test_publication_acts_on_what_is_stored_now(model, verb):
    read_before = factory(model)(scheduled=True)
    stored = model.objects.filter(pk=read_before.pk)
    stored.update(to_confirm="Written meanwhile.")
    verb(thing=read_before, by=None)
    assert stored.get().to_confirm == "Written meanwhile."


@pytest.mark.parametrize("verb", [services.publish, services.take_back, services.archive], ids=lambda verb: verb.__name__)
def test_what_was_done_meanwhile_is_not_done_again(verb):
    read_before = ActionFactory(scheduled=True)
    verb(thing=Action.objects.get(pk=read_before.pk), by=None)
    assert verb(thing=read_before, by=None) is None


@pytest.mark.parametrize(("verb", "told"), [("publish", "Nothing to do"), ("mark_checked", "It was deleted.")])
def test_what_was_deleted_meanwhile_is_passed_over(desk, verb, told, monkeypatch):
    thing = {"publish": ActionFactory, "mark_checked": ObservationFactory}[verb](draft=True)
    reread = history.reread

    def too_late(thing):
        type(thing).objects.filter(pk=thing.pk).delete()
        reread(thing)

    monkeypatch.setattr(history, "reread", too_late)
    assert told in act(desk, verb, thing)


@pytest.mark.parametrize("role", ["viewer", "statistician"])
def test_who_may_not_change_may_not_publish(client, role):
    action = ActionFactory(draft=True)
    client.force_login(member(role))
    assert "Publish now" not in client.get(page(type(action), "changelist")).content.decode()
    act(client, "publish", action)
    action.refresh_from_db()
    assert action.state == "draft"


@pytest.mark.parametrize("make", [ActionFactory, PageFactory, EventFactory])
def test_whoever_publishes_in_the_form_and_names_no_moment_means_now(desk, make):
    thing = make(draft=True)
    address = page(type(thing), "change", thing.pk)
    answer = desk.post(address, filled(desk, address, state="published", published_at_0="", published_at_1=""))
    thing.refresh_from_db()
    assert (answer.status_code, thing.is_published) == (302, True)


@pytest.mark.parametrize("make", [ActionFactory, PageFactory, MeasureFactory])
def test_what_is_not_public_has_a_preview_and_what_is_has_its_page(desk, make):
    draft, public = make(draft=True), make()
    shown = desk.get(page(type(draft), "change", draft.pk)).content.decode()
    assert f'href="/preview{draft.get_absolute_url()}"' in shown
    assert "View on site" not in shown
    shown = desk.get(page(type(public), "change", public.pk)).content.decode()
    assert f'href="{public.get_absolute_url()}" class="viewsitelink"' in shown
    assert "/preview" not in shown


def test_what_is_archived_has_neither(desk):
    archived = ActionFactory(archived=True)
    shown = desk.get(page(type(archived), "change", archived.pk)).content.decode()
    assert "/preview" not in shown
    assert "View on site" not in shown


@every_publishable
def test_the_list_filters_what_is_to_be_confirmed(desk, model):
    make = factory(model)
    open_one, settled = make(to_confirm="Ask the council."), make()
    for answer, expected in (("yes", open_one), ("no", settled)):
        found = desk.get(page(model, "changelist"), {"confirm": answer}).context["cl"].queryset
        assert list(found) == [expected]


@every_list
@pytest.mark.usefixtures("one_edition")
def test_a_list_costs_the_same_for_many(desk, model):
    if model._meta.label in {"pages.Partnership", "people.User", "plan.Plan"}:
        return
    make = factory(model)
    make()
    address = page(model, "changelist")
    desk.get(address)
    with CaptureQueriesContext(connection) as queries:
        desk.get(address)
    few = len(queries)
    for _ in range(3):
        make()
    desk.get(address)  # what stands around every page is read again after a change
    with CaptureQueriesContext(connection) as queries:
        desk.get(address)
    assert len(queries) == few > 0


@every_list
def test_a_form_says_what_is_missing_and_never_fails(desk, model):
    nobody_adds = {
        "plan.PlanImport",
        "plan.Report",
        "history.Revision",
        "mail.QueuedMail",
        "pages.Partnership",
        "statistics.RelationChange",
        "work.TaskRun",
    }
    if model._meta.label in nobody_adds or isinstance(admin.site._registry[model], ReadOnly):
        return
    shown = desk.post(page(model, "add"), management(desk, model))
    assert shown.status_code == 200
    assert "<title>Error:" in shown.content.decode()


def management(desk, model):
    """The hidden boxes alone that count the rows of the inlines."""
    formsets = desk.get(page(model, "add")).context.get("inline_admin_formsets", [])
    return {f"{inline.formset.prefix}-{name}": number for inline in formsets for name, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}


@every_list
def test_a_desk_page_is_never_as_it_came(model):
    desk = admin.site._registry[model]
    assert len(desk.list_display) > 2
    if model._meta.label != "privacy.PurgeRecord":  # days and sums: there is nothing to search for
        assert desk.search_fields
        assert desk.search_help_text or model._meta.label == "pages.Partnership"
    assert desk.fieldsets
    assert any(options.get("description") for _, options in desk.fieldsets) or model._meta.label == "pages.Partnership"
