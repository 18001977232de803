"""A list of actions as an Atom feed: the one that changed last stands first."""

from collections.abc import Iterable

from django.urls import reverse

from citysafe.design import atom
from citysafe.pages.models import Partnership
from plan.models import Action


def text(actions: Iterable[Action], query: str) -> str:
    """As XML; `query` is what the list was asked for."""
    asked = f"?{query}" if query else ""
    newest_first = sorted(actions, key=lambda action: action.updated_at, reverse=True)
    return atom.text(
        (atom.Entry(str(action), _words(action), action.get_absolute_url(), "action", action.updated_at) for action in newest_first),
        title="Actions of the plan",
        subtitle="Each action with its state and rating. Those that changed last stand first.",
        page=f"{reverse('plan:actions')}{asked}",
        feed=f"{reverse('plan:actions-feed')}{asked}",
        author=(Partnership.objects.first() or Partnership()).name,
    )


def _words(action: Action) -> str:
    said = [str(action.get_progress_display())]
    if action.rating or not action.is_over:
        said.append(str(action.get_rating_display()))
    if action.due_on:
        said.append(f"Late: was due {action.due_phrase}" if action.is_late else f"Due {action.due_phrase}")
    if action.is_silent:
        said.append("An update was due and has not come")
    return ". ".join([*said, action.summary])
