"""The link of a meeting that is by invitation: shown to its organisers, and renewed."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.words import NamelessReasonForm
from forum import services
from forum.models import Event


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest, desk: ModelAdmin, pk: int) -> HttpResponse:
    if not request.user.has_perm("forum.manage_registration"):
        raise PermissionDenied
    event = get_object_or_404(Event, pk=pk)
    form = NamelessReasonForm(request.POST if request.method == "POST" else None)
    page = reverse("admin:forum_event_change", args=[pk])
    if request.method != "POST" or not form.is_valid():
        told = [
            "The link that was passed on opens the form no more, and there is a new one. Whoever has registered by it stays registered."
        ]
        return ask(desk, request, form, title="Renew the invitation link", told=told, button="Renew the link", back=(page, str(event)))
    services.renew_invitation(event=event, by=request.user, why=form.cleaned_data["why"])
    desk.message_user(request, "There is a new link below. The one before opens nothing any more.", messages.SUCCESS)
    return redirect(page)
