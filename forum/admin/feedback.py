"""What people said of a meeting, for its organisers to read and to print."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from forum.models import Event, Feedback
from forum.models.feedback import WORDS
from forum.services.feedback import WORDS_KEPT, count

COUNTED = "It is counted now, and its words stand with the others."
NOTHING = "Nothing to do: it is counted already."


class KeyForm(forms.Form):
    key = forms.UUIDField()


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, desk: ModelAdmin, pk: int) -> HttpResponse:
    if not request.user.has_perm("forum.view_feedback"):
        raise PermissionDenied
    event = get_object_or_404(Event, pk=pk)
    if request.method == "POST":
        return _count(request, desk, event)
    answers = Feedback.objects.filter(event=event, looks_automatic=False).order_by("key")
    counted = dict(answers.order_by().values_list("useful").annotate(number=Count("pk")))
    context = {
        "event": event,
        "words_erased_on": event.held_on + WORDS_KEPT,
        "total": sum(counted.values()),
        "counts": [(useful.label, counted.get(useful.value, 0)) for useful in Feedback.Useful],
        "said": [(_heading(name), [getattr(answer, name) for answer in answers if getattr(answer, name)]) for name in WORDS],
        "automatic": Feedback.objects.filter(event=event, looks_automatic=True).order_by("key"),
        "may_count": request.user.has_perm("forum.change_event"),
    }
    return TemplateResponse(request, "forum/feedback_read.html", context, headers={"Cache-Control": "no-store"})


def _count(request: HttpRequest, desk: ModelAdmin, event: Event) -> HttpResponse:
    if not request.user.has_perm("forum.change_event"):
        raise PermissionDenied
    form = KeyForm(request.POST)
    is_done = form.is_valid() and count(event=event, key=form.cleaned_data["key"], by=request.user)
    desk.message_user(request, COUNTED if is_done else NOTHING, messages.SUCCESS if is_done else messages.INFO)
    return redirect("admin:forum_event_feedback", event.pk)


def _heading(name: str) -> str:
    label = str(Feedback._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return f"{label[:1].upper()}{label[1:]}"
