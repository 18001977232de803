"""What no committed file may hold, and how large one may be."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TRACKED = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
PATHS = [ROOT / name for name in TRACKED if name and (ROOT / name).is_file()]
BINARY = {".png", ".jpg", ".woff2", ".pdf", ".ico", ".xls", ".xlsx"}
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PATHS if path.suffix not in BINARY}
PYTHON = {name: text for name, text in TEXTS.items() if name.endswith(".py") and "/migrations/" not in name}
TEMPLATES = {name: text for name, text in TEXTS.items() if "templates/" in name}

# Written in pieces, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js.org", "deb" + ".debian", "crates" + ".io", "proxy.go" + "lang"]
FORBIDDEN = {
    "the address of a package index": "|".join(re.escape(host) for host in HOSTS)
    + "|--(extra-)?index"
    + "-url=|--find"
    + "-links|simple"
    + "/$",
    "a path of one machine": r"(?<![\w.}])/(work|root|home/\w+|Users|opt/\w+)" + r"/\w",
    "a file address": "file:/" + "//",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what):
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found = [f"{name}: {match[0]}" for name, text in TEXTS.items() if (match := pattern.search(text))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("what", "example"),
    [
        ("the address of a package index", "https://" + "pypi" + ".org/simple"),
        ("a path of one machine", "see /" + "home/somebody/site"),
        ("a file address", "file:/" + "//tmp/x"),
    ],
)
def test_what_is_forbidden_would_be_found(what, example):
    assert re.search(FORBIDDEN[what], example)


def test_no_python_file_is_long():
    assert {name: lines for name, text in PYTHON.items() if (lines := text.count("\n")) > 250} == {}


def test_no_template_is_long():
    assert {name: lines for name, text in TEMPLATES.items() if (lines := text.count("\n")) > 120} == {}


def test_no_function_is_long():
    functions = [
        (name, node)
        for name, text in PYTHON.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 40
    ]
    assert [f"{name}: {node.name}" for name, node in functions] == []


def test_every_setting_is_explained():
    settings = {*re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', TEXTS["citysafe/settings.py"])}
    assert settings >= {"SITE_URL", "SECRET_KEY", "DATABASE_URL"}
    for name in sorted(settings):
        assert re.search(rf"^#? ?{name}=", TEXTS[".env.example"], re.MULTILINE), f"{name} is not in .env.example"
        assert f"| `{name}` |" in TEXTS["README.md"], f"{name} is not in the README's table"


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_everything_with_hashes(lock):
    entries = re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", TEXTS[lock], flags=re.MULTILINE).strip())
    assert len(entries) > 10
    assert [entry for entry in entries if not re.match(r"[\w.-]+(\[[\w,]+\])?==[\w.+!]+", entry) or "--hash=sha256:" not in entry] == []


def test_the_lock_knows_every_dependency():
    for names, lock in [(runtime(), "requirements.txt"), (runtime() + development(), "requirements-dev.txt")]:
        pinned = set(re.findall(r"^([\w.-]+)==", TEXTS[lock], re.MULTILINE))
        assert {re.match(r"[\w-]+", name)[0].lower() for name in names} - pinned == set()


def runtime() -> list[str]:
    return tomllib.loads(TEXTS["pyproject.toml"])["project"]["dependencies"]


def development() -> list[str]:
    return tomllib.loads(TEXTS["pyproject.toml"])["dependency-groups"]["dev"]


def test_the_dependencies_are_few_and_each_has_its_reason():
    assert len(runtime()) <= 25
    lines = [line.strip() for line in TEXTS["pyproject.toml"].splitlines()]
    for dependency in runtime():
        above = lines[lines.index(f'"{dependency}",') - 1]
        assert above.startswith("# "), f"{dependency} has no reason on the line above"


def test_styles_ask_nobody_else():
    for name, text in TEXTS.items():
        if name.endswith(".css"):
            assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", text), name


# Mail programs know no sheet of ours: a letter carries its look. As a page it is shown under a policy of its own, to staff alone.
PAGES = sorted(TEMPLATES.keys() - {"templates/mail/letter.html"})


@pytest.mark.parametrize("name", PAGES)
def test_a_template_asks_nobody_else_and_holds_no_style_or_script(name):
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", TEMPLATES[name], flags=re.DOTALL)
    assert not re.search(r"<(?!a\b)[^>]*\b(src|href|srcset|action|formaction|poster|data)=[\"']?\s*(https?:)?//", text)
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)\s*=\s*[\"']", text)
    assert "<style" not in text
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")", text)  # data is no script
