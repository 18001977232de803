"""The outbox as staff see it: what waits, what failed and why, and what each kind of mail looks like. Never who gets it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from citysafe.mail import kinds, services
from citysafe.mail.letters import preview
from citysafe.mail.models import QueuedMail
from citysafe.work.attention import AttentionFilter, Matter
from citysafe.work.read_only import ReadOnly

# The one page of the site with a policy of its own: a mail carries its look within, and may do nothing else.
PREVIEW_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
SENT_AGAIN = "{} of {} chosen: on their way again within seconds, and tried for another three days."
NOTHING_TO_SEND = "Nothing to do: what is sent, no longer needed or being sent right now is not sent again."


class KindFilter(admin.SimpleListFilter):
    title = "kind"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.name, kind.title) for kind in kinds.all_kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(QueuedMail)
class QueuedMailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("number", "title", "standing", "queued_at", "next_try", "attempts", "fault")
    list_filter = (AttentionFilter, "state", KindFilter, "queued_at")
    matters = {"failed": Matter("Mails that could not be delivered", lambda mails: mails.failed())}
    search_fields = ("=id", "kind", "fault", "message_id")
    search_help_text = "Search by number, kind, fault or message ID. Who gets a mail is not stored here."
    actions = ("send_again",)
    list_per_page = 50
    change_list_template = "admin/mail/list.html"
    change_form_template = "admin/mail/mail.html"
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "standing", "queued_at", "finished_at"),
                "description": "One mail. It is written when it is sent, so neither its words nor who gets it are stored.",
            },
        ),
        ("Tries", {"fields": ("attempts", "next_try", "given_up_at", "fault"), "description": "It is tried with growing gaps."}),
        ("For finding it in the mail server's log", {"fields": ("message_id",), "description": "The same at each try."}),
    )

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("mail.send_again_queuedmail"))

    @admin.display(description="mail", ordering="pk")
    def number(self, mail: QueuedMail) -> str:
        return str(mail)

    @admin.display(description="kind", ordering="kind")
    def title(self, mail: QueuedMail) -> str:
        return next((kind.title for kind in kinds.all_kinds() if kind.name == mail.kind), mail.kind)

    @admin.display(description="state", ordering="state")
    def standing(self, mail: QueuedMail) -> str:
        if mail.state == QueuedMail.State.WAITING and mail.attempts:
            return f"Waiting, tried {mail.attempts} times" if mail.attempts > 1 else "Waiting, tried once"
        return str(mail.get_state_display())

    @admin.display(description="next try", ordering="due_at")
    def next_try(self, mail: QueuedMail) -> Any:
        return mail.due_at if mail.state == QueuedMail.State.WAITING else None

    @admin.action(description="Send again", permissions=["send_again"])
    def send_again(self, request: HttpRequest, queryset: Iterable[QueuedMail]) -> None:
        chosen = list(queryset)
        again = sum(services.send_again(mail=mail, by=request.user) for mail in chosen)
        if again:
            self.message_user(request, SENT_AGAIN.format(again, len(chosen)), messages.SUCCESS)
        else:
            self.message_user(request, NOTHING_TO_SEND, messages.WARNING)

    def get_urls(self) -> list[Any]:
        site = self.admin_site
        return [
            path("kinds/", site.admin_view(self.kinds), name="mail_kinds"),
            path("kinds/<str:name>/", site.admin_view(self.kind), name="mail_kind"),
            path("<int:pk>/send-again/", site.admin_view(self.send_one_again), name="mail_send_again"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def kinds(self, request: HttpRequest) -> HttpResponse:
        """Every kind of mail with the text that a sample of it says."""
        self._may_see(request)
        samples = [(kind, preview(kind.sample())) for kind in kinds.all_kinds()]
        context = {**self.admin_site.each_context(request), "title": "What each mail looks like", "samples": samples, "opts": self.opts}
        return TemplateResponse(request, "admin/mail/kinds.html", context)

    @method_decorator(require_safe)
    def kind(self, request: HttpRequest, name: str) -> HttpResponse:
        """The HTML of a sample, alone, under its own policy."""
        self._may_see(request)
        try:
            sample = kinds.kind(name).sample()
        except kinds.UnknownKindError:
            raise Http404 from None
        return HttpResponse(preview(sample).html, headers={"Content-Security-Policy": PREVIEW_POLICY})

    @method_decorator(require_POST)
    def send_one_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_send_again_permission(request):
            raise PermissionDenied
        self.send_again(request, [get_object_or_404(QueuedMail, pk=pk)])
        return redirect("admin:mail_queuedmail_change", pk)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        may_send = self.has_send_again_permission(request)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "may_send_again": may_send})

    def _may_see(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied
