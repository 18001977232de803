"""Steps that staff take with one thing: each has its page, which asks what goes with it, does it, and says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from citysafe.desk.asking import ask


@dataclass(frozen=True)
class Act:
    """One step: who may take it when, what it asks, and what it does with the answers."""

    name: str
    title: str
    told: list[str]
    button: str
    is_open: Callable[[Any], bool]
    form_of: Callable[[Any, Any], forms.Form]
    do: Callable[[Any, forms.Form, Any, Any], str]
    part: str = ""
    parts: Callable[[Any], dict[str, Any]] | None = None


def plain(form: type[forms.Form]) -> Callable[[Any, Any], forms.Form]:
    """For a form that asks the same of everything."""

    def made(of: Any, sent: Any) -> forms.Form:
        return form(sent)

    return made


class ActsAdmin(ModelAdmin):
    """For what has steps: the buttons at the top of its page, for those who may take them."""

    acts: Sequence[Act] = ()
    may_act: str
    """The right to take them."""
    change_form_template = "admin/with_steps.html"

    def get_urls(self) -> list[Any]:
        shown = self.admin_site.admin_view
        own = [path(f"<int:pk>/{act.name}/", shown(view(act, self)), name=_name(self, act.name)) for act in self.acts]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        of = self.get_object(request, object_id)
        may = of is not None and request.user.has_perm(self.may_act)
        steps = [(f"admin:{_name(self, act.name)}", act.title) for act in self.acts if act.is_open(of)] if may and of else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "steps": steps})


def view(act: Act, desk: ActsAdmin) -> Callable[..., HttpResponse]:
    """The page of one step; what the service refuses stands above the form, and what was typed stays in it."""

    change = f"admin:{_name(desk, 'change')}"

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(act.do)
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(desk.may_act):
            raise PermissionDenied
        of = get_object_or_404(desk.model, pk=pk)
        sent = request.POST if request.method == "POST" else None
        form = act.form_of(of, sent)
        if sent is not None and form.is_valid():
            try:
                said = act.do(of, form, request.user, sent)
            except ValidationError as refusal:
                form.add_error(None, " ".join(refusal.messages))
                of = get_object_or_404(desk.model, pk=pk)
            else:
                desk.message_user(request, said, messages.SUCCESS)
                return redirect(change, pk)
        back = (reverse(change, args=[pk]), str(of))
        more = {"back": back, "part": act.part, "of": of, **(act.parts(of) if act.parts else {})}
        return ask(desk, request, form, title=f"{act.title}: {of}", told=act.told, button=act.button, **more)

    return page


def _name(desk: ModelAdmin, act: str) -> str:
    return f"{desk.opts.app_label}_{desk.opts.model_name}_{act}"
