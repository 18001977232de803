"""Saying how a meeting was. One link for everybody who was there; nothing here knows who follows it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from citysafe.publishing.bucket import is_overfull
from citysafe.publishing.public_form import private_link
from forum import links
from forum.feedback_forms import FeedbackForm
from forum.models.feedback import open_until
from forum.private_pages import SECTION
from forum.services.feedback import WORDS_KEPT, take


@private_link
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    event = links.find_feedback(token)
    if event is None:
        return render(request, "forum/feedback_none.html", SECTION, status=404)
    context = SECTION | {"event": event, "open_until": open_until(event), "words_erased_on": event.held_on + WORDS_KEPT}
    if not event.has_begun or event.is_cancelled or timezone.localdate() > open_until(event):
        return render(request, "forum/feedback_closed.html", context)
    form = FeedbackForm(request.POST or None, subject=f"feedback {token}")
    if request.method == "POST" and form.is_valid():
        looks_automatic = is_overfull(request) or form.looks_automatic
        take(event=event, key=form.stamped.key, useful=form.cleaned_data["useful"], words=form.words, looks_automatic=looks_automatic)  # type: ignore[union-attr]
        return redirect("registration:feedback-sent", token)
    return render(request, "forum/feedback.html", context | {"form": form})


@private_link
def sent(request: HttpRequest, token: str) -> HttpResponse:
    event = links.find_feedback(token)
    if event is None:
        return render(request, "forum/feedback_none.html", SECTION, status=404)
    return render(request, "forum/feedback_sent.html", SECTION | {"event": event})
