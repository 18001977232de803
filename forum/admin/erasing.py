"""Erasing what is held about one person, where they ask for it by telephone or by letter."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.words import DataReasonForm
from forum import services
from forum.models import Registration

TOLD = [
    "Name, address, organisation, role, needs and answers are erased for good, and so is the mail about this registration. If the event is still to come, the registration ends and its place passes on.",
    "This cannot be taken back, and no mail confirms it. It is about this registration alone.",
]
NOT_NOW = "It could not be erased just now, and nothing has changed. Try again in some minutes."


class ErasingAdmin(admin.ModelAdmin):
    """On the desk of registrations: the page “Erase what is held about this person”."""

    def get_urls(self) -> list[Any]:
        own = path("<int:pk>/erase/", self.admin_site.admin_view(self.erase), name="forum_registration_erase")
        return [own, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def erase(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("forum.manage_registration"):
            raise PermissionDenied
        registration = get_object_or_404(Registration, pk=pk)
        page = reverse("admin:forum_registration_change", args=[pk])
        form = DataReasonForm(request.POST if request.method == "POST" else None)
        if not form.is_valid():
            back, title = (page, str(registration)), f"Erase what is held with registration {registration}"
            return ask(self, request, form, title=title, told=TOLD, button="Erase it for good", back=back)
        try:
            is_done = services.erase(registration=registration, by=request.user, why=form.cleaned_data["why"])
        except OSError:
            self.message_user(request, NOT_NOW, messages.ERROR)
        else:
            told = ("Erased for good.", messages.SUCCESS) if is_done else ("Nothing to do: it is erased already.", messages.INFO)
            self.message_user(request, *told)
        return redirect(page)
