"""Whoever asks gets everything that is held about them: the registry says what that is, and nothing of it can be forgotten."""

import json

import pytest
from django.apps import apps
from django.utils import timezone

from citysafe.mail import kinds
from citysafe.people.personal_data import BELONGS, PERSONAL_DATA
from citysafe.privacy import access
from forum import links
from forum.models import Registration
from tests.citysafe.privacy.canaries import Somebody, field_of
from tests.factories import QueuedMailFactory, RevisionFactory

pytestmark = pytest.mark.django_db
EVERYTHING = ("people", "forum")


def as_text(held):
    from django.core.serializers.json import DjangoJSONEncoder

    return json.dumps(held.as_json(), cls=DjangoJSONEncoder, ensure_ascii=False)


@pytest.fixture
def ada():
    return Somebody("ada")


def all_of(somebody):
    return access.held(access.of_address(somebody.address, EVERYTHING))


def test_every_personal_field_of_every_model_is_given_or_declared_not_given_with_a_reason(ada):
    text, missing = as_text(all_of(ada)), []
    for name, said in PERSONAL_DATA.items():
        if said.not_given:
            assert said.not_given in text
            missing += [f"{name} is given"] if ada.canaries[name] in text and name not in SAID_ELSEWHERE else []
        elif name in ada.canaries:
            missing += [] if ada.canaries[name] in text else [name]
    assert missing == []


SAID_ELSEWHERE = {"forum.Registration.email_key"}


def test_every_field_that_names_an_account_is_a_row_or_a_number(ada):
    held = all_of(ada)
    titles, counted = {part.title for part in held.parts}, {what for what, _ in held.counts}
    for name in PERSONAL_DATA:
        model, _, field = name.rpartition(".")
        found = apps.get_model(model)._meta.get_field(field)
        if access._names_an_account(found):
            title = access._title(model)
            assert {title} & (titles | counted) if BELONGS.get(model) == field else access._field_title(name) in counted, name


def test_nothing_about_anybody_else_is_in_it(ada):
    text, ben = as_text(all_of(ada)), Somebody("benedict")
    assert as_text(all_of(ada))[60:] == text[60:]
    assert [name for name, seen in ben.canaries.items() if seen in text] == []
    assert ben.address not in text


def test_an_address_that_nobody_has_gets_an_answer_of_the_same_shape(ada):
    held = access.held(access.of_address("nobody@example.org", EVERYTHING))
    assert (held.parts, held.counts) == ([], [])


def test_every_personal_field_of_a_model_can_be_given_is_counted_or_is_withheld_with_a_reason():
    """Whatever is declared from now on: the model has a way from the person to its rows, or the field one to the account."""
    out_of_reach = [
        name
        for name, said in PERSONAL_DATA.items()
        if name.rpartition(".")[0] not in BELONGS and not said.not_given and not access._names_an_account(field_of(name))
    ]
    assert out_of_reach == []


def test_mail_of_every_kind_about_them_is_given(ada):
    numbers = access.of_address(ada.address, EVERYTHING)
    about = [(kind, number) for kind in kinds.all_kinds() for number in numbers.get(kind.about, ())]
    assert {kind.name for kind, _ in about} == {kind.name for kind in kinds.all_kinds()} - OF_NOBODY
    for kind, number in about:
        QueuedMailFactory(kind=kind.name, about=number)
    [part] = [part for part in all_of(ada).parts if part.title == "Mail"]
    assert sorted(row[0].value for row in part.rows) == sorted(kind.title for kind, _ in about)


OF_NOBODY = {"plan.report-due-mailbox", "plan.report-due-owner", "forum.exports"}  # to role mailboxes


def test_what_mail_of_each_kind_is_about_is_a_model():
    for kind in kinds.all_kinds():
        apps.get_model(kind.about)


def test_mail_about_them_and_the_lines_of_the_history_are_in_it(ada):
    QueuedMailFactory(kind="forum.registration", about=ada.registration.pk)
    RevisionFactory(of=ada.registration, why="Rang about the ramp.")
    text = as_text(all_of(ada))
    assert "How a registration stands" in text
    assert "Rang about the ramp." in text


def test_whoever_may_see_the_forum_alone_gets_no_account(ada):
    text = as_text(access.held(access.of_address(ada.address, ("forum",))))
    assert ada.canaries["forum.Needs.access"] in text
    assert ada.canaries["people.User.full_name"] not in text


def test_the_private_link_gives_what_is_held_with_it_and_changes_nothing(client, ada):
    at = f"/forum/registration/{links.token(ada.registration)}/data"
    page, file = client.get(f"{at}/"), client.get(f"{at}.json")
    for answer in (page, file):
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
        for name, seen in ada.canaries.items():
            if name.startswith("forum.Needs.") or name in {"forum.Registration.full_name", "forum.Answer.words"}:
                assert seen in answer.content.decode()
        assert ada.canaries["people.User.full_name"] not in answer.content.decode()
    assert "attachment" in file["Content-Disposition"]
    assert json.loads(file.content)["held"]["Registrations"][0]["reference"] == ada.registration.reference


def of(address):
    return access.held(access.of_address(address, EVERYTHING))


def test_whoever_has_an_address_that_nobody_has_confirmed_gets_that_address_and_nothing_of_the_person_who_typed_it(ada):
    Registration.objects.filter(pk=ada.registration.pk).update(new_email="Victim@example.org", new_email_asked_at=timezone.now())
    [part] = of("victim@example.org").parts
    assert [[one.name for one in row] for row in part.rows] == [["new_email", "new_email_asked_at"]]
    assert [seen for seen in ada.canaries.values() if seen in as_text(of("victim@example.org"))] == []


def test_whoever_registered_a_colleague_gets_what_they_said_of_themselves_and_nothing_of_the_colleague(ada):
    Registration.objects.filter(pk=ada.registration.pk).update(registrar_name="Alex Example", registrar_email="Alex@example.org")
    [part] = of("alex@example.org").parts
    assert [[one.value for one in row] for row in part.rows] == [["Alex Example", "Alex@example.org"]]
    assert [seen for seen in ada.canaries.values() if seen in as_text(of("alex@example.org"))] == []


def test_a_colleague_is_told_who_registered_them_and_not_at_which_address(client, ada):
    Registration.objects.filter(pk=ada.registration.pk).update(registrar_name="Alex Example", registrar_email="alex@example.org")
    at = f"/forum/registration/{links.token(ada.registration)}/data"
    for text in (client.get(f"{at}/").content.decode(), client.get(f"{at}.json").content.decode(), as_text(all_of(ada))):
        assert "Alex Example" in text
        assert "alex@example.org" not in text
        assert "given for the organisers alone" in text
