"""A letter as it leaves: text, HTML and calendar, with nothing smuggled in."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from django.template import engines

from citysafe.mail import letters
from citysafe.mail.letters import message, one_line, paragraphs
from tests.citysafe.mail.conftest import LETTER

CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Caf\xc3\xa9\r\nEND:VCALENDAR\r\n"


def received(letter):
    """The message as the other side reads it off the wire."""
    return message_from_bytes(message(letter, "<1@example.org>").message().as_bytes(linesep="\r\n"), policy=policy.default)


def part(letter, kind):
    return next(part for part in received(letter).walk() if part.get_content_type() == kind)


def test_the_text_says_all_of_it_as_it_was_written(settings):
    settings.DEFAULT_FROM_EMAIL = "Safer Exampleton <citysafe@example.org>"
    assert part(LETTER, "text/plain").get_content().replace("\r\n", "\n") == (
        "Hello Ann,\n\nwe <b>hold</b> a place & wait for you.\n\nWhen: Monday, 11 March 2024\nWhere: Town Hall\n\n"
        "See your registration:\nhttps://citysafe.example.org/r/1?a=1&b=2\n\n"
        "-- \nSafer Exampleton\nThis mail was sent by the site itself.\n"
    )


def test_in_html_every_value_is_escaped():
    hostile = "<script>x</script>\"'&"
    letter = replace(
        LETTER, subject=hostile, paragraphs=[hostile], facts=[(hostile, hostile)], action=(hostile, f"https://example.org/{hostile}")
    )
    page = part(letter, "text/html").get_content()
    assert "<script" not in page
    assert page.count("&lt;script&gt;x&lt;/script&gt;&quot;&#x27;&amp;") == 8
    assert "Safer" not in page


def test_a_letter_needs_neither_facts_nor_action():
    bare = replace(LETTER, facts=[], action=None)
    page = part(bare, "text/html").get_content()
    assert "<table" not in page
    assert "<a " not in page


def test_it_goes_to_one_person_and_says_that_no_person_wrote_it():
    mail = received(LETTER)
    assert (mail["To"], mail["Message-ID"], mail["Auto-Submitted"]) == ("ann@example.org", "<1@example.org>", "auto-generated")
    assert mail["Cc"] is mail["Bcc"] is mail["Reply-To"] is None


@pytest.mark.parametrize("subject", ["Your\r\nBcc: x@example.org place", "Your\x00 place", "Your\u2028 \x85place", "  Your\tplace\u200b "])
def test_a_subject_is_one_line(subject):
    assert received(replace(LETTER, subject=subject))["Bcc"] is None
    assert one_line(subject).isprintable()
    assert one_line(subject).startswith("Your")


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_file_comes_as_an_invitation_and_as_a_file(method):
    letter = replace(LETTER, calendar=CALENDAR, calendar_method=method)
    invitation, file = part(letter, "text/calendar"), part(letter, "application/ics")
    assert invitation["Content-Type"].params["method"] == method
    assert "SUMMARY:Café" in invitation.get_content()
    assert (file.get_filename(), file.get_content()) == ("event.ics", CALENDAR)


def test_a_calendar_method_is_one_of_those_that_mail_programs_know():
    with pytest.raises(ValueError, match="REQUEST, CANCEL, PUBLISH"):
        message(replace(LETTER, calendar=CALENDAR, calendar_method='REQUEST"; x="'), "<1@example.org>")


def test_paragraphs_are_parted_at_empty_lines_and_not_escaped(monkeypatch):
    template = engines["django"].from_string("Hello {{ name }},\nwelcome.\n\n\n  Come & see.\n")
    monkeypatch.setattr(letters, "get_template", lambda name: template)
    assert paragraphs("any.txt", {"name": "O'Neil <x>"}) == ["Hello O'Neil <x>, welcome.", "Come & see."]


def test_an_address_in_another_alphabet_is_sent_in_the_form_that_servers_read():
    assert received(replace(LETTER, to="ann@exämple.org"))["To"] == "ann@xn--exmple-cua.org"
