"""What the people of an organisation see when they have signed in."""

from functools import partial

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from citysafe.people import private_pages, second_factor
from citysafe.people.models import User
from plan.listing import WHAT_IS_DUE_FIRST
from plan.models import Action, Membership, ProgressUpdate


def belongs_to_one(user: User) -> bool:
    return Membership.objects.of(user).exists()


# A password alone opens nothing: a second factor stands beside it, or a mailed code in its place. Whoever may enter the desk too shows the factor.
kept_out = partial(private_pages.kept_out, may_enter=belongs_to_one, is_proven=second_factor.is_proven_to_partners)
partner_page = private_pages.private_page(kept_out)


@require_safe
@partner_page
def home(request: HttpRequest) -> HttpResponse:
    """What the person's organisations lead in the current plan, what is due first, each with what was said last time."""
    memberships = Membership.objects.of(request.user).select_related("organisation")  # type: ignore[arg-type]
    led = Action.objects.led_by_organisations_of(request.user).filter(priority__plan__is_current=True)  # type: ignore[arg-type]
    said = Prefetch("updates", ProgressUpdate.objects.published(), to_attr="said")
    actions = led.select_related("lead").prefetch_related(said).order_by(*WHAT_IS_DUE_FIRST)
    return render(request, "partners/home.html", {"memberships": memberships, "actions": actions})
