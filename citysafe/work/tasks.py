"""What happens by the clock: each room registers its tasks here when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

ending = Event()
"""Set once the process has been asked to end: a task that does many things looks at it between two."""


@dataclass(frozen=True)
class Task:
    """One kind of due work. `run` does what is due now and returns one sentence that says so, or nothing.

    Several processes may run it at the same moment: it takes each thing by a conditional update.
    """

    name: str
    title: str
    run: Callable[[], str]


_tasks: dict[str, Task] = {}


def register(task: Task) -> None:
    if task.name in _tasks:
        raise ValueError(f"There is already a task “{task.name}”.")
    _tasks[task.name] = task


def all_tasks() -> list[Task]:
    """Every task, in the order in which they were registered."""
    return list(_tasks.values())
