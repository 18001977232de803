"""The code and its templates know no partnership: names of one stand in its content alone."""

import re

import pytest

from tests.test_tree import ROOT, TEXTS

CODE = ("citysafe/", "plan/", "statistics/", "forum/", "templates/", "static/", "manage.py", "Makefile")
LIVERPOOL = re.compile(r"(?i)liverpool|mersey|knowsley|evolve|goodison|robertson-collins|E08000012")
EXAMPLETON = re.compile(r"(?i)exampleshire|nextborough|specimen (green|hall)|template row|sample wharf|calmer streets")
# The folder that an empty site is filled from has to have one name or another.
KNOWN = {'CONTENT = env.str("CONTENT", default="liverpool")'}


def lines() -> list[tuple[str, str]]:
    read = {name: text for name, text in TEXTS.items() if name.startswith(CODE) and "/migrations/" not in name}
    return [(name, line.strip()) for name, text in read.items() for line in text.splitlines()]


def test_no_code_knows_one_partnership():
    assert [(name, line) for name, line in lines() if (LIVERPOOL.search(line) or EXAMPLETON.search(line)) and line not in KNOWN] == []


@pytest.mark.parametrize(("folder", "words"), [("liverpool", LIVERPOOL), ("exampleton", EXAMPLETON)])
def test_the_words_looked_for_are_those_of_the_content(folder, words):
    content = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "content" / folder).glob("*.toml"))
    assert len({found[0].lower() for found in words.finditer(content)}) == words.pattern.count("|") + 1
