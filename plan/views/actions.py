"""The list of all actions of the current plan: as a page, a feed and a file, asked for by the same address."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from citysafe.design.atom import CONTENT_TYPE
from citysafe.design.other_sites import for_other_sites
from citysafe.design.paging import page_of
from citysafe.publishing.views import public_page
from plan import actions_file, feed
from plan.forms import ActionsForm, Choices
from plan.listing import NO_LEAD, select
from plan.models import Action, Organisation, Plan
from plan.models.actions import ActionQuerySet
from plan.views.pages import SECTION

ON_A_PAGE = 25


@dataclass(frozen=True)
class Asked:
    """A list as somebody asked for it; nothing is chosen where the address asks for what is not here."""

    plan: Plan
    form: ActionsForm
    every: ActionQuerySet
    chosen: ActionQuerySet

    @classmethod
    def of(cls, request: HttpRequest, plan: Plan, *, preview: bool) -> Self:
        every = Action.objects.of_plan(plan, preview=preview)
        form = ActionsForm(request.GET, _offered(plan, every, preview=preview))
        chosen = select(every, form.cleaned_data) if form.is_valid() else every.none()
        return cls(plan, form, every, chosen)


@public_page
def actions(request: HttpRequest, *, preview: bool) -> HttpResponse:
    plan = _current(preview=preview)
    return _page(request, Asked.of(request, plan, preview=preview)) if plan else render(request, "plan/none.html", SECTION)


@public_page
def actions_feed(request: HttpRequest, *, preview: bool) -> HttpResponse:
    asked = _of_a_plan(request, preview=preview)
    if not asked.form.is_valid():
        return _page(request, asked, at_least=400)
    return HttpResponse(feed.text(asked.chosen, asked.form.query), content_type=CONTENT_TYPE)


@for_other_sites
@public_page
def actions_csv(request: HttpRequest, *, preview: bool) -> HttpResponse:
    asked = _of_a_plan(request, preview=preview)
    if not asked.form.is_valid():
        return _page(request, asked, at_least=400)
    headers = {"Content-Disposition": f'attachment; filename="{actions_file.TABLE.file_name}"'}
    return HttpResponse(
        actions_file.text(asked.chosen.with_partners().with_last_report()), content_type="text/csv; charset=utf-8", headers=headers
    )


def _page(request: HttpRequest, asked: Asked, *, at_least: int = 200) -> HttpResponse:
    """A page where a file was asked for is always a fault to whoever wanted the file."""
    context = {
        "plan": asked.plan,
        "form": asked.form,
        "page": page_of(request, asked.chosen.select_related("lead"), ON_A_PAGE),
        "columns": actions_file.TABLE.columns,
        **asked.every.aggregate(total=Count("pk"), updated_at=Max("updated_at")),
    }
    return render(request, "plan/actions.html", SECTION | context, status=max(asked.form.status, at_least))


def _current(*, preview: bool) -> Plan | None:
    return Plan.objects.shown(preview=preview).current().first()


def _of_a_plan(request: HttpRequest, *, preview: bool) -> Asked:
    plan = _current(preview=preview)
    if plan is None:
        raise Http404
    return Asked.of(request, plan, preview=preview)


def _offered(plan: Plan, every: ActionQuerySet, *, preview: bool) -> dict[str, Choices]:
    priorities = plan.priorities.shown(preview=preview).order_by("number")
    areas = every.exclude(area="").order_by("area").values_list("area", flat=True).distinct()
    return {
        "priority": [(priority.slug, str(priority)) for priority in priorities],
        "organisation": [(NO_LEAD, "Lead partner to be confirmed"), *Organisation.objects.order_by("name").values_list("slug", "name")],
        "area": [(area, area) for area in areas],
    }
