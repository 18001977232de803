"""Revisions that wait and are wrong: taken out again from the list of figures."""

from collections import Counter

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from statistics import services
from statistics.models import FigureRevision, Observation

DONE = "{number} taken out. The figures stay as the public knows them."
NONE = "Nothing to take out: no revision of what you chose waits."


@admin.action(description="Take out revisions that wait", permissions=["change"])
def take_out(desk: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Observation]) -> None:
    """Forget what was entered and is in nobody's review; what is, is told with the reason."""
    done, refused = 0, Counter[str]()
    for revision in FigureRevision.objects.waiting().filter(observation__in=queryset):
        try:
            services.withdraw(revision=revision, by=request.user, why="From the list.")  # type: ignore[arg-type]
            done += 1
        except ValidationError as refusal:
            refused[str(refusal.message)] += 1
        except FigureRevision.DoesNotExist:
            refused["It was taken out already."] += 1
    if done:
        desk.message_user(request, DONE.format(number=done), messages.SUCCESS)
    for why, number in refused.items():
        desk.message_user(request, f"{number} not taken out. {why}", messages.ERROR)
    if not done and not refused:
        desk.message_user(request, NONE, messages.INFO)
