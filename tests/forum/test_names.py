import pytest

from forum.names import folded, has_words


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Åsa Öberg", "asa ober"),
        ("Asa Oberg", "ÅSA"),
        ("Nguyễn Thị Mai", "nguyen mai"),
        ("Siobhán O’Neill", "o'neill"),
        ("Siobhán O'Neill", "oneill sio"),
        ("Anne-Marie Strauß", "marie STRAUSS"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("李小龍", "小龍"),
        ("محمّد عليّ", "محمد"),
        ("Γιώργος", "ΓΙΩΡΓΟΣ"),
        ("Дмитрий Йовович", "дмитрии"),
        ("कमला हैरिस", "कमला"),
        ("ﬁona ①", "fiona 1"),
    ],
)
def test_a_name_is_found_as_it_is_typed(name, asked):
    assert has_words(folded(name), folded(asked))


@pytest.mark.parametrize(("name", "asked"), [("Ann Lee", "anna"), ("Ann Lee", "ann smith"), ("王", "李")])
def test_another_name_is_not(name, asked):
    assert not has_words(folded(name), folded(asked))


def test_nothing_asked_for_is_everybody():
    assert has_words(folded("Ann"), folded(" .'- "))
