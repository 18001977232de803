import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from citysafe.people import roles
from citysafe.publishing.models import Publishable
from tests import factories
from tests.ours import MODELS

pytestmark = pytest.mark.django_db
PAGES = {model._meta.label: model for model in admin.site._registry}
PUBLISHABLE = [model for model in admin.site._registry if issubclass(model, Publishable)]
CASES = [(role, label) for role in roles.ROLES for label in PAGES]


def member(role):
    account = factories.UserFactory(is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    return account


def held(group):
    return {(permission.content_type.app_label, permission.codename) for permission in group.permissions.select_related("content_type")}


@pytest.mark.parametrize("role", roles.ROLES)
def test_each_group_is_what_the_table_says(role):
    assert held(Group.objects.get(name=role)) == roles.allowed(role)


def test_every_permission_of_the_table_exists():
    wanted = {pair for role in roles.ROLES for pair in roles.allowed(role)}
    assert wanted <= {(app, code) for app, code in Permission.objects.values_list("content_type__app_label", "codename")}


def test_every_model_of_ours_stands_in_the_table():
    assert set(roles.TABLE) == {model._meta.label for model in MODELS}


def test_the_desk_shows_nothing_that_the_table_does_not_know():
    assert set(PAGES) <= set(roles.TABLE)


def test_applying_the_table_again_changes_nothing_and_repairs_what_was_changed():
    viewer = Group.objects.get(name=roles.VIEWER)
    viewer.permissions.add(Permission.objects.get(codename="delete_plan"))
    roles.apply()
    assert held(viewer) == roles.allowed(roles.VIEWER)
    assert Group.objects.count() == len(roles.ROLES)


class BeforeTheForum:
    """The apps as an early migration sees them: one of the table's is not there yet."""

    def __getattr__(self, name):
        return getattr(apps, name)

    def get_app_config(self, label):
        if label == "forum":
            raise LookupError(label)
        return apps.get_app_config(label)


def test_an_early_migration_gives_what_is_there_already():
    Permission.objects.filter(content_type__app_label="forum").delete()
    roles.apply(BeforeTheForum())
    expected = {pair for pair in roles.allowed(roles.ORGANISER) if pair[0] != "forum"}
    assert held(Group.objects.get(name=roles.ORGANISER)) == expected
    roles.apply()
    assert held(Group.objects.get(name=roles.ORGANISER)) == roles.allowed(roles.ORGANISER)


def test_the_viewer_changes_nothing():
    assert {code.split("_")[0] for _, code in roles.allowed(roles.VIEWER)} == {"view"}
    assert ("people", "view_user") not in roles.allowed(roles.VIEWER)


@pytest.mark.once
@pytest.mark.parametrize(("role", "label"), CASES)
def test_a_role_changes_on_the_desk_exactly_what_the_table_says(client, role, label):
    """What a role sees and adds is walked with every other address (tests/test_addresses.py)."""
    model, rights = PAGES[label], roles.TABLE[label][roles.ROLES.index(role)]
    thing = make(model, **({"draft": True} if model in PUBLISHABLE else {}))  # what has been public nobody deletes
    client.force_login(member(role))
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert client.get(reverse(f"{page}_delete", args=[thing.pk])).status_code == (200 if "D" in rights else 403)
    posted = client.post(reverse(f"{page}_change", args=[thing.pk]), {})
    assert posted.status_code == (200 if "C" in rights else 403)


def make(model, **fields):
    return getattr(factories, f"{model.__name__}Factory")(**fields)


@pytest.mark.parametrize("role", roles.ROLES)
def test_who_may_not_change_has_no_button_to_save(client, role):
    thing = factories.MeasureFactory()
    client.force_login(member(role))
    shown = client.get(reverse("admin:statistics_measure_change", args=[thing.pk]))
    assert (b'name="_save"' in shown.content) == ("C" in roles.TABLE["statistics.Measure"][roles.ROLES.index(role)])


@pytest.mark.once
@pytest.mark.parametrize("role", roles.ROLES)
@pytest.mark.parametrize("model", PUBLISHABLE, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("trait", [{}, {"archived": True}], ids=["published", "archived"])
def test_nobody_deletes_what_has_been_public(client, role, model, trait):
    thing = make(model, **trait)
    client.force_login(member(role))
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=[thing.pk])
    assert client.post(page, {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=thing.pk).exists()


def test_a_room_that_is_not_there_yet_gives_nobody_anything(monkeypatch):
    before = {role: held(Group.objects.get(name=role)) for role in roles.ROLES}
    monkeypatch.setitem(roles.TABLE, "nowhere.Thing", ("V",) * len(roles.ROLES))
    roles.apply()
    assert {role: held(Group.objects.get(name=role)) for role in roles.ROLES} == before
