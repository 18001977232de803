"""“Tell me when the next forum is announced”: asking, agreeing and leaving. The pages are the same for every address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.publishing.bucket import is_overfull
from citysafe.publishing.public_form import one_click, private_link, public_form
from forum import services, subscriber_links
from forum.forms import ConfirmForm, SubscribeForm
from forum.models.subscriber import CONSENT, NEWEST
from forum.private_pages import SECTION

CONSENTED = SECTION | {"consent": CONSENT[NEWEST]}
NOT_NOW = "We could not erase your address just now, and nothing has changed. Try again in some minutes."


@public_form
def subscribe(request: HttpRequest) -> HttpResponse:
    form = SubscribeForm(request.POST or None, subject="subscribe")
    if request.method != "POST" or not form.is_valid():
        return render(request, "forum/subscribe.html", CONSENTED | {"form": form})
    if not is_overfull(request) and not form.cleaned_data["website"]:
        services.subscribe(email=form.cleaned_data["email"])
    return render(request, "forum/subscribe_sent.html", SECTION)


@private_link
def agree(request: HttpRequest, token: str) -> HttpResponse:
    """What the first mail leads to: its owner reads the words once more, and agrees with a button."""
    subscriber = subscriber_links.find(token, subscriber_links.CONFIRM)
    if subscriber is None:
        return render(request, "forum/subscriber_none.html", SECTION, status=404)
    form = ConfirmForm(request.POST or None, subject=f"agree {subscriber.pk} {NEWEST}")
    is_agreed = subscriber.confirmed_at is not None
    if request.method == "POST" and form.is_valid():
        services.agree(subscriber=subscriber)
        is_agreed = True
    return render(request, "forum/subscriber_agree.html", CONSENTED | {"form": form, "is_agreed": is_agreed})


@one_click
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The way out (RFC 8058): a page with a button, and the same post that mail programs send. It needs no stamp."""
    subscriber = subscriber_links.find(token, subscriber_links.LEAVE)
    if not subscriber_links.is_ours(token, subscriber_links.LEAVE):
        return render(request, "forum/subscriber_none.html", SECTION, status=404)
    if request.method == "POST" and subscriber is not None:
        try:
            services.unsubscribe(subscriber=subscriber)
        except OSError:
            return render(request, "forum/unsubscribe.html", SECTION | {"fault": NOT_NOW}, status=503)
        subscriber = None
    return render(request, "forum/unsubscribe.html", SECTION | {"is_gone": subscriber is None})
