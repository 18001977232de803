"""`manage.py import_figures FILE…`: what the upload at the staff desk does, at once and from the command line."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, transaction
from tqdm import tqdm

from citysafe.people.models import User
from statistics import readers, services
from statistics.management.report import as_data, as_text
from statistics.models import Import
from statistics.previews import Preview, preview
from statistics.readers import Extract, RefusedError
from statistics.readers.packing import unpacked_bytes

NO_FILE = "There is no such file, or it is a folder."
NO_PERIOD = "“{text}” is not a period. Write a mid-year such as 2019, a month such as 2022-10, or 2023-10-01 to 2024-09-30."
NO_DAY = "“{text}” is not a day. Write it as 2025-04-24."
TOO_LONG = "The {what} is longer than {longest} characters: shorten it."
NOT_MIGRATED = "Nothing was stored: the database could not be asked. Is it migrated? (manage.py migrate)"
NOT_READY = "The figures that the file would make are not shown: the database could not be asked. Is it migrated?"
MISSING = OperationalError, ProgrammingError  # what databases say of a table that is not there
LONGEST = {"edition": 120, "why": 300}  # as in the desk's forms
UNCHANGED = "Nothing was stored: nothing here would change."
OTHER_HASH = "It would do something else than the preview with that hash showed. Nothing was stored."


class Command(BaseCommand):
    help = "Import published figures. They go into review; a second person publishes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="Published files of one publication, as they were downloaded.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, and store nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object and nothing else.")
        parser.add_argument("--period", default="", help="For a file that names none: “2019” (a mid-year), “2023-10-01 to 2024-09-30”.")
        parser.add_argument("--edition", default="", help="Which edition it is, in words. If not given: the file’s own words.")
        parser.add_argument("--edition-on", default="", metavar="DAY", help="The day that this edition came out: 2025-04-24.")
        parser.add_argument("--by", default="", metavar="EMAIL", help="The account that answers for the figures.")
        parser.add_argument("--why", default="", help="Why figures that stand here change. Needed where any does.")
        parser.add_argument("--hash", default="", help="Only if it would do what the preview with this hash showed.")

    def handle(self, *, files: list[str], **options: Any) -> None:
        try:
            try:
                self._handle(files, options)
            except MISSING as error:
                raise CommandError(NOT_MIGRATED) from error
        except RefusedError as refusal:
            self._refuse(refusal, is_json=options["json"])
        except CommandError as refusal:
            if not options["json"]:
                raise
            self._refuse(RefusedError(str(refusal)), is_json=True)

    def _handle(self, files: list[str], options: dict[str, Any]) -> None:
        named = [(services.short(Path(name).name), Path(name)) for name in files]
        for what, longest in LONGEST.items():
            if len(options[what]) > longest:
                raise CommandError(TOO_LONG.format(what=what, longest=longest))
        by, edition_on = _account(options["by"]), _day(options["edition_on"])
        extract = self._read(named, options)
        edition = services.edition_of(extract, given=options["edition"])
        if options["dry_run"]:
            self._say(extract, _preview(extract, edition, edition_on), options)
        else:
            self._import(extract, named, edition, edition_on, by, options)

    def _read(self, files: list[tuple[str, Path]], options: dict[str, Any]) -> Extract:
        given = readers.given(options["period"]) if options["period"] else None
        if options["period"] and given is None:
            raise CommandError(NO_PERIOD.format(text=options["period"]))
        for name, path in files:
            if not path.is_file():
                raise RefusedError(NO_FILE, file=name)
        total = sum(unpacked_bytes(path) for _, path in files)
        is_shown = sys.stderr.isatty() and options["verbosity"] > 0
        with tqdm(total=total, unit="B", unit_scale=True, disable=not is_shown, leave=False, file=sys.stderr) as bar:
            return readers.read(files, given=given, limits=services.limits(), progress=lambda done, _: bar.update(done - bar.n) and None)

    def _refuse(self, refusal: RefusedError, *, is_json: bool) -> None:
        if not is_json:
            raise CommandError(f"Nothing was stored. {refusal}")
        said = {"file": refusal.file, "line": refusal.line, "column": refusal.column or None, "message": refusal.message}
        self.stdout.write(json.dumps({"error": said}, ensure_ascii=False))
        sys.exit(1)

    def _import(
        self,
        extract: Extract,
        files: list[tuple[str, Path]],
        edition: str,
        edition_on: date | None,
        by: User | None,
        options: dict[str, Any],
    ) -> None:
        try:
            with transaction.atomic():
                found = preview(extract.cells, publication=extract.publication, edition=edition, edition_on=edition_on)
                if options["hash"] and found.digest != options["hash"]:
                    raise CommandError(OTHER_HASH)
                if found.changes_something:
                    made = services.keep(extract=extract, files=files, by=by, edition=edition, edition_on=edition_on)
                    services.apply(of=made, digest=found.digest, by=by, why=options["why"])
        except ValidationError as refusal:
            option = " (--why)" if hasattr(refusal, "error_dict") else ""
            raise CommandError(f"Nothing was stored. {' '.join(refusal.messages)}{option}") from refusal
        self._say(extract, found, options, made if found.changes_something else None)

    def _say(self, extract: Extract, found: Preview | None, options: dict[str, Any], made: Import | None = None) -> None:
        if options["json"]:
            said = as_data(extract, found, made)
            said["warnings"] += [] if found else [NOT_READY]
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for line in as_text(extract, found, made):
            self.stdout.write(line)
        if found is None:
            self.stdout.write(NOT_READY)
        elif not options["dry_run"] and made is None:
            self.stdout.write(UNCHANGED)


def _preview(extract: Extract, edition: str, edition_on: date | None) -> Preview | None:
    """What a file says can be shown where there is no database yet; what it would do cannot."""
    try:
        return preview(extract.cells, publication=extract.publication, edition=edition, edition_on=edition_on)
    except MISSING:
        return None


def _account(email: str) -> User | None:
    if not email:
        return None
    try:
        return User.objects.get(email__iexact=email, is_active=True)
    except User.DoesNotExist:
        raise CommandError(f"There is no account of {email}.") from None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(NO_DAY.format(text=text)) from None
