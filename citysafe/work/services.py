"""Doing what is due, one task after the other: a task that fails stops none of the others."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from citysafe.work import tasks
from citysafe.work.models import TaskRun
from citysafe.work.tasks import Task

NOTED_EVERY = timedelta(minutes=1)
logger = logging.getLogger(__name__)
_failing: dict[str, str] = {}


def run_all() -> Iterator[str]:
    """Run every task once; gives the sentence of each that did something."""
    for task in tasks.all_tasks():
        if tasks.ending.is_set():
            return
        if said := run(task):
            yield f"{task.title}: {said}"


def run(task: Task) -> str:
    """Run one task, note how it went, and return what it says it did; a fault is logged, never raised."""
    try:
        said = task.run()
    except Exception as error:  # noqa: BLE001 (whatever it is, the other tasks go on)
        _log(task, error)
        _note(task, fault=type(error).__name__)
        return ""
    _failing.pop(task.name, None)
    _note(task)
    return said


def _log(task: Task, error: Exception) -> None:
    """The whole traceback when a fault is new; while it lasts, a line a round."""
    is_new = _failing.get(task.name) != type(error).__name__
    _failing[task.name] = type(error).__name__
    logger.error("Due work failed: %s: %s", task.name, type(error).__name__, exc_info=error if is_new else None)


def _note(task: Task, *, fault: str = "") -> None:
    now = timezone.now()
    try:
        if fault:
            TaskRun.objects.update_or_create(name=task.name, defaults={"fault": fault, "faulted_at": now})
        elif not TaskRun.objects.filter(name=task.name, ran_at__gt=now - NOTED_EVERY).exists():
            TaskRun.objects.update_or_create(name=task.name, defaults={"ran_at": now})
    except DatabaseError as error:
        logger.warning("How a task went could not be noted: %s: %s", task.name, type(error).__name__)
