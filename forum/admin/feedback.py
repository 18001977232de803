"""What people said of a meeting, for its organisers to read and to print."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from forum.models import Event, Feedback
from forum.models.feedback import WORDS
from forum.services.feedback import WORDS_KEPT


@require_safe
def feedback(request: HttpRequest, desk: ModelAdmin, pk: int) -> HttpResponse:
    if not request.user.has_perm("forum.view_feedback"):
        raise PermissionDenied
    event = get_object_or_404(Event, pk=pk)
    answers = Feedback.objects.filter(event=event, looks_automatic=False).order_by("key")
    counted = dict(answers.order_by().values_list("useful").annotate(number=Count("pk")))
    context = {
        "event": event,
        "words_erased_on": event.held_on + WORDS_KEPT,
        "total": sum(counted.values()),
        "counts": [(useful.label, counted.get(useful.value, 0)) for useful in Feedback.Useful],
        "said": [(_heading(name), [getattr(answer, name) for answer in answers if getattr(answer, name)]) for name in WORDS],
        "automatic": Feedback.objects.filter(event=event, looks_automatic=True).count(),
    }
    return TemplateResponse(request, "forum/feedback_read.html", context, headers={"Cache-Control": "no-store"})


def _heading(name: str) -> str:
    label = str(Feedback._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return f"{label[:1].upper()}{label[1:]}"
