"""How names are compared by people who type them at the door: capitals, accents and signs between words forgiven, in any script."""

import unicodedata

LIKE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"} | dict.fromkeys("'’ʼ‘`´"))


def folded(text: str) -> str:
    """Words of letters and digits with single spaces between: “O’Neill-Åberg” is “oneill aberg”."""
    bare = (sign for sign in unicodedata.normalize("NFKD", text.casefold().translate(LIKE)) if unicodedata.category(sign) != "Mn")
    return " ".join("".join(sign if sign.isalnum() or unicodedata.category(sign) == "Mc" else " " for sign in bare).split())


def has_words(text: str, asked: str) -> bool:
    """Whether each word asked for, or a part of one, stands in the text; both are folded."""
    return all(word in text for word in asked.split())
