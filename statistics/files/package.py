"""The files to take away by name, and all of them in one: the same bytes for the same figures."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from statistics.files.codes import CODES, MARKS
from statistics.files.descriptor import INVENTED, TERMS, descriptor
from statistics.files.published import TABLES, Published
from statistics.files.recipe import RULES, STEPS

ZIP = "figures.zip"
SCRIPT = settings.BASE_DIR / "docs" / "recompute.py"
MADE_AT = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name: the same figures are the same bytes
PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True)
class Package:
    """The files by the last part of their address. Their version is another whenever one of them is."""

    files: dict[str, bytes]
    version: str
    updated_at: datetime | None


def pack(found: Published) -> Package:
    tables = found.as_csv()
    about = descriptor(found, tables)
    parts = {
        "datapackage.json": json.dumps(about, ensure_ascii=False, indent=1).encode(),
        "README.txt": _readme(found, about["version"]).encode(),
        "recompute.py": SCRIPT.read_bytes(),
        **{table.file_name: text for table, text in tables.items()},
    }
    return Package({**parts, ZIP: _zip(parts)}, about["version"], found.updated_at)


def _readme(found: Published, version: str) -> str:
    context = {
        "partnership": found.partnership,
        "updated_at": found.updated_at,
        "version": version,
        "invented": INVENTED,
        "terms": TERMS,
        "tables": TABLES,
        "codes": CODES | MARKS,
        "steps": STEPS,
        "rules": RULES,
        "site_url": settings.SITE_URL,
    }
    return render_to_string("statistics/readme.txt", context)


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, MADE_AT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, PLAIN_FILE
            packed.writestr(entry, parts[name])
    return buffer.getvalue()
