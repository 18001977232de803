"""Invented street files in the layout of data.police.uk: as many rows as are asked for, in one zip of 36 months."""

import csv
import io
import random
import zipfile
from pathlib import Path

from statistics.readers.police_uk_street import TYPES

MONTHS = [f"{2021 + number // 12}-{number % 12 + 1:02}" for number in range(36)]
HEADER = [
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code", "LSOA name"),
    *("Crime type", "Last outcome category", "Context"),
]
AREAS = ("Liverpool", "Knowsley", "Sefton", "St. Helens", "Wirral")


def write(path: Path, rows: int) -> None:
    """`rows` rows in all, the same each time."""
    chance = random.Random(1)
    kinds = sorted(TYPES)[:14]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number, month in enumerate(MONTHS):
            share = rows // len(MONTHS) + (number < rows % len(MONTHS))
            packed.writestr(f"{month}/{month}-merseyside-street.csv", _month(month, share, kinds, chance))


def _month(month: str, rows: int, kinds: list[str], chance: random.Random) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for _ in range(rows):
        place = chance.randrange(900)
        area = f"{AREAS[place % len(AREAS)]} {place:03}A"
        point = (f"{-2.9 + chance.random() * 0.3:.6f}", f"{53.4 + chance.random() * 0.2:.6f}", f"On or near Road {place % 400}")
        force = ("Merseyside Police", "Merseyside Police")
        writer.writerow(
            [f"{chance.getrandbits(256):064x}", month, *force, *point, f"E0100{6000 + place}", area, chance.choice(kinds), "", ""]
        )
    return text.getvalue()
