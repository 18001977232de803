"""A plan's files that came back: kept, looked at, applied all or nothing, or thrown away."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from citysafe.history import services as history
from citysafe.history.forms import REASON_MISSING
from citysafe.history.reading import read
from citysafe.people.models import User
from plan.files import comparing
from plan.files.kinds import KINDS
from plan.files.preview import Line, Preview
from plan.models import Action, Plan, PlanImport, Support

OTHERWISE = "Nothing was changed: the plan has changed since you looked. This is what the file would do now."
REFUSED = "Nothing was changed: mend the rows that are refused, and bring the file again."
NOTHING_TO_DO = "Nothing was changed: all in the file is so already."
NOT_WAITING = "Nothing was changed: this file was applied or thrown away before."
WITHOUT_REASON = "{of}."
DID = "{new} new, {changed} changed, {unchanged} unchanged."
CHANGED = ("state", "content", "applied_by", "applied_at", "outcome")


def upload(*, plan: Plan, kind: str, file: UploadedFile, by: User) -> PlanImport:
    """Keep the file to be looked at. What no text can hold in its name is a question mark."""
    name = Path(file.name or "file").name[-200:].encode(errors="replace").decode().replace("\0", "?")
    with transaction.atomic():
        made = PlanImport.objects.create(plan=plan, kind=kind, file_name=name, content=file.read(), uploaded_by=by)
        history.record(thing=made, before={}, by=by)
        return made


def preview_of(of: PlanImport) -> Preview:
    """What it would do now."""
    return comparing.preview(of.plan, KINDS[of.kind], bytes(of.content))


def apply(*, of: PlanImport, digest: str, by: User, why: str = "") -> Preview:
    """Do what the preview with this digest said, all of it in one transaction; refused if it would do anything else by now."""
    try:
        with transaction.atomic():
            _hold(of)
            preview = preview_of(of)
            _refuse(preview, digest, why)
            for action, lines in _by_action(preview.to_apply):
                _save(action, lines, by, why.strip() or WITHOUT_REASON.format(of=of))
            of.state, of.applied_by, of.applied_at, of.content = PlanImport.State.APPLIED, by, timezone.now(), b""
            of.outcome = DID.format(**{name: len(preview.of(name)) for name in ("new", "changed", "unchanged")})
            of.save(update_fields=CHANGED)
            return preview
    except IntegrityError as error:  # somebody wrote the same address part or reference at the same moment
        raise ValidationError(OTHERWISE) from error


def discard(*, of: PlanImport) -> None:
    """Throw the file away; nothing of it was used."""
    with transaction.atomic():
        _hold(of)
        of.state, of.content = PlanImport.State.DISCARDED, b""
        of.save(update_fields=CHANGED)


def _hold(of: PlanImport) -> None:
    """Nobody else changes the plan or its actions, or applies the file, before the transaction ends."""
    _lock(Plan._base_manager.filter(pk=of.plan_id))
    _lock(Action._base_manager.filter(priority__plan=of.plan_id))
    history.reread(of)
    if of.state != PlanImport.State.WAITING:
        raise ValidationError(NOT_WAITING)


def _lock(rows: models.QuerySet) -> None:
    """In the order of their keys, as two who each want what the other has would wait for ever."""
    list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _refuse(preview: Preview, digest: str, why: str) -> None:
    if preview.digest != digest:
        raise ValidationError(OTHERWISE)
    if preview.fault or preview.refused:
        raise ValidationError(REFUSED)
    if not preview.to_apply:
        raise ValidationError(NOTHING_TO_DO)
    if preview.needs_reason and not why.strip():
        raise ValidationError({"why": REASON_MISSING})


def _by_action(lines: Sequence[Line]) -> Iterable[tuple[Action, list[Line]]]:
    """What hangs on an action is one change of it, as in the form on the desk. New actions come each alone."""
    in_order = sorted(lines, key=lambda line: line.action.pk or 0)  # type: ignore[union-attr]
    for pk, of_one in groupby(in_order, key=lambda line: line.action.pk):  # type: ignore[union-attr]
        together = list(of_one)
        for one in [together] if pk else [[line] for line in together]:
            yield one[0].action, one  # type: ignore[misc]


def _save(action: Action, lines: Iterable[Line], by: User, why: str) -> None:
    before = read(action)
    action.save()
    for line in lines:
        if line.thing is not action:
            line.thing.save()
    _support(action)
    history.record(thing=action, before=before, by=by, why=why)


def _support(action: Action) -> None:
    """Make its supporting partners those that the file names, if it names any or says that there are none."""
    wanted = getattr(action, "supports_read", None)
    if wanted is None:
        return
    roles = {row.organisation: row.role for row in wanted}
    action.supports.exclude(organisation__in=roles).delete()
    for organisation, role in roles.items():
        Support.objects.update_or_create(action=action, organisation=organisation, defaults={"role": role})
