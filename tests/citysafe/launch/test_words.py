"""How Liverpool's content is written."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from citysafe.pages.models import Page
from tests.citysafe.launch.conftest import LIVERPOOL
from tests.content import fill

pytestmark = pytest.mark.once
FACTS = settings.BASE_DIR.parent / "shared" / "content" / "facts.md"
SETTINGS = (settings.BASE_DIR / "citysafe" / "settings.py").read_text(encoding="utf-8")
COPIED = 8  # words in a row
LONGEST_SENTENCE = 30
PLAIN_SENTENCE = 20


def words(text):
    return re.findall(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", text.lower().replace("’", "'"))


def runs(text):
    found = words(text)
    return {tuple(found[start : start + COPIED]) for start in range(len(found) - COPIED + 1)}


def sentences(texts):
    for text in texts:
        for part in re.split(r"\n\s*\n|\n[-|#]", text):
            yield from re.split(r"(?<=[.!?:])\s+", part)


@pytest.mark.skipif(not FACTS.is_file(), reason="the facts that the content was written from are not on this machine")
def test_no_sentence_of_the_facts_is_copied(public_texts):
    facts = runs(FACTS.read_text(encoding="utf-8"))
    assert {where: found for where, text in public_texts.items() if (found := runs(text) & facts)} == {}


def test_sentences_are_short(public_texts):
    lengths = [(len(words(sentence)), sentence) for sentence in sentences(public_texts.values())]
    assert [sentence for length, sentence in lengths if length > LONGEST_SENTENCE] == []
    assert sum(length < PLAIN_SENTENCE for length, _ in lengths) > 0.9 * len(lengths)


@pytest.mark.parametrize(
    "unwanted",
    [
        r"%|per ?cent\b",  # a percentage is worked out, never typed
        r"['\"“”«»]",  # nothing is quoted, and apostrophes are the typographic ones
        r"(?i)\b(success|great news|thanks to|proud|celebrat|only \d)",  # nothing is celebrated near a death
        r"(?i)\b(organiz|color\b|program\b|behavior|neighborhood|center\b)",  # British spelling
        r"(?i)\b(prototype|lorem|example\.(org|com)|TODO)",
        r"https?://",  # no address is on record: none is made up
    ],
)
def test_the_public_never_reads(public_texts, unwanted):
    assert [where for where, text in public_texts.items() if re.search(unwanted, text)] == []


def test_no_note_for_staff_is_public(loaded, public_texts):
    notes = [note for row in loaded.values() for note in getattr(row, "to_confirm", "").splitlines()]
    assert len(notes) > 100
    assert [note for note in notes if any(note in text for text in public_texts.values())] == []


def test_the_cookies_page_names_the_cookies_that_there_are(loaded):
    named = set(re.findall(r"`([^`]+)`", loaded["pages.page: cookies"].body))
    in_service = set(re.findall(r'COOKIE_NAME = "([^"]+)"', SETTINGS))
    assert named == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} | in_service
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")
    assert f"{settings.SESSION_COOKIE_AGE // 3600} hours" in loaded["pages.page: cookies"].body


@pytest.mark.django_db
def test_every_page_of_the_content_and_every_link_in_it_answers(client, loaded, public_texts):
    fill("liverpool")
    addressed = [row for row in loaded.values() if hasattr(row, "get_absolute_url")]
    own = {row.get_absolute_url() for row in addressed if getattr(row, "state", "published") == "published"}
    drafts = {row.get_absolute_url() for row in addressed} - own
    linked = {address for text in public_texts.values() for address in re.findall(r"\]\((/[^)]*)\)", text)}
    assert len(own) > 30
    assert linked
    assert [address for address in sorted(own | linked) if client.get(address).status_code != 200] == []
    assert [address for address in sorted(drafts) if client.get(address).status_code != 404] == []
    assert Page.objects.count() == 6


def test_the_folder_holds_nothing_but_content():
    assert {path.suffix for path in Path(LIVERPOOL).iterdir()} == {".toml"}
