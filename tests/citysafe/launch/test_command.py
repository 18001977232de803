from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from citysafe.pages.models import HelpContact
from plan.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(settings, tmp_path):
    """A folder “content/somewhere” of our own; returns what writes its one file."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "content" / "somewhere").mkdir(parents=True)
    return (tmp_path / "content" / "somewhere" / "help.toml").write_text


def said(**options):
    call_command("load_launch_content", content="somewhere", stdout=(out := StringIO()), **options)
    return out.getvalue()


CONTACT = '[[help_contact]]\nname = "Listeners"\nnumber = "1"\nwhen_to_use = "Any time"\nowner = "Editor"\nto_confirm = "Ring it."\n'


def test_it_says_what_it_did_and_what_is_open(content):
    content(CONTACT)
    assert "Created: 1\n  pages.helpcontact: Listeners\n" in (first := said())
    assert "Still to confirm: 1\n  pages.helpcontact: Listeners: Ring it.\n" in first
    assert "Already up to date: 1" in said()
    HelpContact.objects.update(number="2")
    assert "Kept as they are: 1\n  pages.helpcontact: Listeners, because staff changed it\n" in said()
    HelpContact.objects.all().delete()
    assert "Not created: 1\n  pages.helpcontact: Listeners, because staff deleted it\n" in said()


def test_it_can_be_brief(content):
    content(CONTACT)
    assert "Listeners" not in said(verbosity=0)


def test_a_wrong_file_is_one_sentence_and_no_traceback(content):
    content("[[help_contact]]\n")
    with pytest.raises(CommandError, match=r"^Nothing was loaded\.\nhelp\.toml, help_contact “\?”, name: is missing$"):
        said()


@pytest.mark.parametrize("name", ["elsewhere", "../content/somewhere", "/etc", ""])
def test_only_a_folder_of_content_is_taken(content, name):
    with pytest.raises(CommandError, match=r"There is: somewhere\.$"):
        call_command("load_launch_content", content=name)


def test_without_any_content_it_says_so(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"There is: none\.$"):
        call_command("load_launch_content")


def test_liverpool_is_what_it_loads_unless_told_otherwise():
    call_command("load_launch_content", verbosity=0, stdout=StringIO())
    assert Plan.objects.get().title == "Serious Violence Reduction Plan"
