"""What residents read of the plan."""

from typing import Any

from django.apps import apps
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from citysafe.history.models import Revision
from citysafe.publishing.models import is_shown
from citysafe.publishing.views import public_page
from plan import overview, phases, standing, timeline, versions
from plan.models import Action, Aim, Announcement, Initiative, Organisation, Plan, Priority, ProgressUpdate, Theme
from plan.models.actions import ActionQuerySet

SECTION = {"section": "plan"}
CHANGES_SHOWN = 20


@public_page
def index(request: HttpRequest, *, preview: bool) -> HttpResponse:
    """The current plan, or a page that says that none is published yet."""
    current = Plan.objects.shown(preview=preview).current().first()
    if current is None:
        return render(request, "plan/none.html", SECTION)
    return _plan_page(request, current, preview=preview)


@public_page
def plan(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    return _plan_page(request, get_object_or_404(Plan.objects.shown(preview=preview), slug=slug), preview=preview)


def _plan_page(request: HttpRequest, plan: Plan, *, preview: bool) -> HttpResponse:
    has_themes = Theme.objects.of_plan(plan, preview=preview).exists()
    return render(request, "plan/plan.html", SECTION | contents(plan, Action.objects.all(), preview=preview) | {"has_themes": has_themes})


def contents(plan: Plan, actions: ActionQuerySet, *, preview: bool) -> dict[str, Any]:
    """What a plan holds, for its page and for the page that holds all of it; each priority has its `shown_actions`."""
    shown = Prefetch("actions", actions.shown(preview=preview).with_partners().with_last_report(), to_attr="shown_actions")
    priorities = plan.priorities.shown(preview=preview).prefetch_related(shown)
    on_the_shelf = apps.get_model("statistics", "Definition").objects.filter(is_shown("concept", preview=preview))
    return {
        "plan": plan,
        "before": versions.plan_before(plan, preview=preview),
        **versions.standing(plan, preview=preview),
        "definition": on_the_shelf.filter(plans=plan).select_related("concept").first(),
        "priorities": priorities,
        "progress": overview.groups(priorities) if plan.is_current else [],
        "organisations": Organisation.objects.all(),
        "initiatives": plan.initiatives.shown(preview=preview),
        "announcements": plan.announcements.shown(preview=preview),
    }


@public_page
def document(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponseBase:
    """The official document as a download, never shown inside the site."""
    plan = get_object_or_404(Plan.objects.shown(preview=preview), slug=slug)
    name = plan.document.name or ""
    if not name or not plan.document.storage.exists(name):
        raise Http404
    ending = name.rsplit(".", 1)[-1]
    return FileResponse(plan.document.open(), as_attachment=True, filename=f"{slugify(plan.title)}.{ending}")


@public_page
def priority(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    priority = get_object_or_404(Priority.objects.shown(preview=preview).select_related("plan"), slug=slug)
    actions = priority.actions.shown(preview=preview).with_partners()
    aims = Aim.objects.filter(is_shown("measure", preview=preview), action__in=actions)
    context = {
        "priority": priority,
        "actions": actions,
        "aims": aims.select_related("measure", "action"),
        "others": priority.plan.priorities.shown(preview=preview).exclude(pk=priority.pk),
        "themes": Theme.objects.of_plan(priority.plan, preview=preview).filter(priority=priority).select_related("plan"),
    }
    return render(request, "plan/priority.html", SECTION | context | versions.standing(priority.plan, preview=preview))


@public_page
def action(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    action = get_object_or_404(
        Action.objects.shown(preview=preview).with_partners().with_last_report().select_related("priority__plan"), slug=slug
    )
    updates = ProgressUpdate.objects.shown(preview=preview).filter(action=action).select_related("organisation", "report")
    aims = action.aims.filter(is_shown("measure", preview=preview)).select_related("measure")
    changes = Revision.objects.of(action).public().prefetch_related("fields")[:CHANGES_SHOWN]
    themes = Theme.objects.of_plan(action.priority.plan, preview=preview).filter(actions=action).select_related("plan")
    found = {"action": action, "updates": updates, "aims": aims, "themes": themes, "timeline": timeline.of(action, updates, changes)}
    signals = standing.signals(action)
    told = {**versions.onward(action, preview=preview), "signals": signals, "is_overridden": standing.is_overridden(action, signals)}
    return render(request, "plan/action.html", SECTION | found | told)


@public_page
def initiative(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    shown = Initiative.objects.shown(preview=preview).select_related("plan").prefetch_related("phases", "areas")
    initiative = get_object_or_404(shown, slug=slug)
    figures: Any = apps.get_app_config("statistics")
    claims = figures.claims(preview=preview).filter(area__initiatives=initiative)
    told = {
        "initiative": initiative,
        "phases": phases.told(list(initiative.phases.all())),
        "places": figures.places_of_initiative(initiative.pk, preview=preview),
        "claims": claims.order_by("area__name", "area", "-said_on", "position", "pk").select_related("area"),
    }
    return render(request, "plan/initiative.html", SECTION | told)


@public_page
def announcement(request: HttpRequest, slug: str, *, preview: bool) -> HttpResponse:
    announcement = get_object_or_404(Announcement.objects.shown(preview=preview).select_related("plan"), slug=slug)
    return render(request, "plan/announcement.html", SECTION | {"announcement": announcement})
