"""Who came after all, and who did not: put right on the desk once the meeting is over, until its people are erased."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask
from citysafe.desk.words import NamelessReasonForm
from forum.models import Registration
from forum.services import concluding

TOLD = [
    "For whoever was missed at the door, or marked by mistake. The counts of the meeting change with it.",
    "As soon as one person is marked as having come, everybody else with a place counts as not having come.",
]
NOTHING = "Nothing was changed: it stands so already, or can no longer be corrected."


class CorrectionForm(NamelessReasonForm):
    came = forms.ChoiceField(
        label="Did they come?",
        choices=[("yes", "Yes, they came"), ("no", "No, they did not come")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they came.", "invalid_choice": "Say whether they came."},
    )
    field_order = ["came", "why"]


class AttendingAdmin(admin.ModelAdmin):
    """On the desk of registrations: the page “Came, or did not come”."""

    def get_urls(self) -> list[Any]:
        own = path("<int:pk>/came/", self.admin_site.admin_view(self.came), name="forum_registration_came")
        return [own, *super().get_urls()]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def came(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("forum.manage_registration"):
            raise PermissionDenied
        registration = get_object_or_404(Registration.objects.select_related("event"), pk=pk)
        page = reverse("admin:forum_registration_change", args=[pk])
        if not registration.event.is_over:
            self.message_user(request, "Nothing to do yet: the meeting is not over.", messages.INFO)
            return redirect(page)
        form = CorrectionForm(request.POST if request.method == "POST" else None, of=registration)
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            is_done = concluding.correct(registration=registration, came=said["came"] == "yes", by=request.user, why=said["why"])
            self.message_user(request, "It stands so now." if is_done else NOTHING, messages.SUCCESS if is_done else messages.INFO)
            return redirect(page)
        back = (page, str(registration))
        return ask(self, request, form, title=f"Did {registration} come?", told=TOLD, button="Put it right", back=back)
