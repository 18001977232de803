"""A partner's report: typed, kept, sent. What was typed is never lost, whatever was wrong with it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from citysafe.design import faults
from citysafe.publishing.public_form import is_from_this_site
from plan.models import Action, Report, ReportDraft
from plan.report_forms import ReportForm, answers_of, answers_of_action
from plan.services import reporting
from plan.views.partners import kept_out, partner_page

TYPED = ("title", "words", "rating_reason")
LONGEST_NAME = 40
BEGUN = "You have begun another report on this action, which is kept. Send that one or throw it away before you keep this one too."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Signing in changes the token that Django looks for, and what was typed before would be lost: the form's own stamp, which
    is made for one person and one action, and the browser's word that this site sent it stand in for that token.
    """
    if request.method == "POST" and not is_from_this_site(request):
        return faults.page(403, request)
    if request.method == "POST" and kept_out(request):
        return _signed_out(request)
    return _report(request, slug)


@partner_page
def _report(request: HttpRequest, slug: str) -> HttpResponse:
    led = Action.objects.led_by_organisations_of(request.user)  # type: ignore[arg-type]
    action = get_object_or_404(led.select_related("lead").prefetch_related("milestones"), slug=slug)
    draft = ReportDraft.objects.filter(action=action, by=request.user.pk).first()
    if request.POST.get("do") == "forget":
        reporting.forget(action=action, by=request.user)  # type: ignore[arg-type]
        return redirect("partners:report-action", slug)
    if action.is_over:
        return _over(request, action, draft)
    if request.method != "POST":
        return _page(request, action, _opened(request, action, draft), draft)
    return _sent(request, action, draft)


def _over(request: HttpRequest, action: Action, draft: ReportDraft | None) -> HttpResponse:
    """It may have ended while somebody typed: the words stand there, to be taken elsewhere."""
    answers = request.POST if request.method == "POST" else draft.answers if draft else {}
    typed = [(ReportForm.base_fields[name].label, answers[name]) for name in TYPED if answers.get(name)]
    return render(request, "partners/over.html", {"action": action, "typed": typed})


def _opened(request: HttpRequest, action: Action, draft: ReportDraft | None) -> ReportForm:
    """With what was typed before and not sent, else with the report that is to be changed, else as the action stands."""
    changes = _changes(request, action, request.GET)
    if draft and (changes is None or draft.changes == str(changes.pk)):
        return _form(request, action, draft, changes, draft.answers)
    return _form(request, action, None, changes, answers_of(changes) if changes else answers_of_action(action))


def _sent(request: HttpRequest, action: Action, draft: ReportDraft | None) -> HttpResponse:
    changes = _changes(request, action, request.POST)
    is_of_another = draft is not None and draft.changes != request.POST.get("changes", "")
    draft = None if is_of_another else draft
    form = _form(request, action, draft, changes, answers_of(changes) if changes else {})
    is_valid = form.is_valid()
    if request.POST.get("do") == "keep" and is_of_another:
        form.add_error(None, BEGUN)
    elif request.POST.get("do") == "keep" and not {"stamp", "evidence"} & form.errors.keys():
        _keep(request, action, form)
        return redirect(f"{reverse('partners:report-action', args=[action.slug])}?kept")
    elif is_valid and (made := _submitted(request, action, form, changes)):
        return redirect("partners:sent", made.pk)
    if not is_of_another and "stamp" not in form.errors:
        draft = _keep(request, action, form)
    if draft and draft.evidence:
        form.kept = draft.evidence
    return _page(request, action, form, draft)


def _submitted(request: HttpRequest, action: Action, form: ReportForm, changes: Report | None) -> Report | None:
    try:
        return reporting.submit(
            action=action,
            by=request.user,  # type: ignore[arg-type]
            key=form.stamped.key,  # type: ignore[union-attr]
            said=form.said(),
            evidence=form.chosen_evidence,
            changes=changes,
        )
    except Action.DoesNotExist:
        raise Http404 from None
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        if getattr(refusal, "code", "") == "decided":
            form.as_new()
        return None


def _keep(request: HttpRequest, action: Action, form: ReportForm) -> ReportDraft:
    return reporting.keep(action=action, by=request.user, answers=form.answers, evidence=form.new_evidence)  # type: ignore[arg-type]


def _form(request: HttpRequest, action: Action, draft: ReportDraft | None, changes: Report | None, initial: dict[str, Any]) -> ReportForm:
    kept = draft.evidence if draft and draft.evidence else changes.evidence if changes else None
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return ReportForm(*sent, action=action, user=request.user, kept=kept or None, initial=initial)  # type: ignore[arg-type]


def _changes(request: HttpRequest, action: Action, said: QueryDict) -> Report | None:
    """The report that this one is to take the place of: of this action and an organisation of the person, or none."""
    number = said.get("changes", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Report.objects.of_organisations_of(request.user).filter(action=action, pk=number).first()  # type: ignore[arg-type]


def _page(request: HttpRequest, action: Action, form: ReportForm, draft: ReportDraft | None) -> HttpResponse:
    waiting = Report.objects.pending().of_organisations_of(request.user).filter(action=action)  # type: ignore[arg-type]
    is_begun = draft is not None and not form.is_bound and draft.changes != str(form["changes"].value() or "")
    context = {"action": action, "form": form, "draft": draft, "waiting": waiting, "was_kept": "kept" in request.GET, "is_begun": is_begun}
    return render(request, "partners/report.html", context)


def _signed_out(request: HttpRequest) -> HttpResponse:
    """Nothing is stored for nobody: what was typed stands in the page, which is sent again after signing in."""
    known = {*ReportForm.base_fields} - {"website", "evidence", *TYPED}
    hidden = [
        (name, value)
        for name, value in request.POST.items()
        if name in known or (name.startswith(("reached-", "expected-", "reason-")) and len(name) < LONGEST_NAME)
    ]
    typed = [(name, ReportForm.base_fields[name].label, request.POST.get(name, "")) for name in TYPED]
    context = {"hidden": hidden, "typed": typed, "had_file": bool(request.FILES), "do": request.POST.get("do", "send")}
    response = render(request, "partners/signed_out.html", context, status=403)
    patch_cache_control(response, no_store=True)
    return response
