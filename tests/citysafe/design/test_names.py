import pytest

from citysafe.design.names import folded, has_words, names_somebody


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


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Mrs Kanarilove rang", "Ada Kanarilove"),
        ("ADA wants it", "Ada Kanarilove"),
        ("Asked by Zoe", "Zoë O’Brïen"),
        ("Mr OBrien’s wish", "Zoë O'Brien"),
        ("Rang: Åberg.", "Ann-Marie ABERG"),
        ("Bo Ek is ill", "Bo Ek"),
        ("李小龙 rang", "李小龙"),
    ],
)
def test_a_word_of_a_name_names_somebody(words, name):
    assert names_somebody(words, name)


@pytest.mark.parametrize(
    ("words", "name"), [("Cannot come", "Ann Lee"), ("To be there", "Bo To Ek"), ("Asleep", "Ann Lee"), ("Rang", ""), ("Rang", "’")]
)
def test_parts_of_words_and_short_ones_do_not(words, name):
    assert not names_somebody(words, name)
