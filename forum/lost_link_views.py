"""A private link that somebody has lost. The page is the same for every address."""

from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from citysafe.publishing.bucket import is_overfull
from citysafe.publishing.public_form import public_form
from forum import services
from forum.addresses import email_key
from forum.forms import LostLinkForm
from forum.models import Event


@public_form
def lost_link(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Of one meeting, or without a slug of all that somebody is registered for."""
    event = get_object_or_404(Event.objects.published(), slug=slug) if slug else None
    form = LostLinkForm(request.POST or None, subject=f"lost link {event.pk if event else 'of all'}")
    context = {"section": "forum", "event": event, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "forum/lost_link.html", context)
    if not is_overfull(request) and not form.cleaned_data["website"]:
        email = form.cleaned_data["email"]
        services.ask_for_link(email=email, event=event, key=uuid5(form.stamped.key, email_key(email)))  # type: ignore[union-attr]
    return render(request, "forum/lost_link_sent.html", context)
