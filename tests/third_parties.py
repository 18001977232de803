"""What a page would ask of another host, and style or script of its own, which a strict policy refuses."""

from html.parser import HTMLParser

FETCHED = {"src", "href", "srcset", "action", "formaction", "poster", "data"}
DATA = {"application/json"}


class Faults(HTMLParser):
    """What a strict policy would refuse, and every address elsewhere but for links that people follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes) -> None:
        held = dict(attributes)
        self.found += [f"<{tag} {name}>" for name in held if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in held and held.get("type") not in DATA):
            self.found.append(f"<{tag}> inline")
        if tag != "a" and held.get("rel") != "canonical":  # a canonical address is named, never fetched
            self.found += [f"<{tag}> asks {value}" for name, value in attributes if name in FETCHED and is_elsewhere(value or "")]


def is_elsewhere(address: str) -> bool:
    return address.strip().startswith(("http:", "https:", "//", "data:", "javascript:"))


def faults(page: str) -> list[str]:
    parser = Faults()
    parser.feed(page)
    return parser.found
