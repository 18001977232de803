"""How names are compared with what people type: capitals, accents and signs between words forgiven, in any script."""

import unicodedata

SHORTEST = 3
LIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"} | dict.fromkeys("'’ʼ‘`´"))


def folded(text: str) -> str:
    """Words of letters and digits with single spaces between: “O’Neill-Åberg” is “oneill aberg”."""
    bare = (sign for sign in unicodedata.normalize("NFKD", text.casefold().translate(LIKE)) if unicodedata.category(sign) != "Mn")
    return " ".join("".join(sign if sign.isalnum() or unicodedata.category(sign) == "Mc" else " " for sign in bare).split())


def has_words(text: str, asked: str) -> bool:
    """Whether each word asked for, or a part of one, stands in the text; both are folded."""
    return all(word in text for word in asked.split())


def names_somebody(text: str, full_name: str) -> bool:
    """Whether the whole name stands in the text, or one of its words of three letters or more, as in “Mrs Åberg’s mother”. Neither is folded."""
    name, said = folded(full_name), folded(text)
    words = {word for word in name.split() if len(word) >= SHORTEST}
    return bool(name) and (
        f" {name} " in f" {said} " or not words.isdisjoint(word for one in said.split() for word in (one, one.removesuffix("s")))
    )
