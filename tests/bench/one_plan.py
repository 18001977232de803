"""Within the site's own settings, in a process apart: pages of a plan made anew, with few actions and with many.

`python -m tests.bench.one_plan ROUNDS` fills the database, and prints what it measures of each page as one line of JSON.
"""

import json
import sys

import django

django.setup()

from plan.models import Action, Milestone, Plan, ProgressUpdate  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.bench.measuring import measure  # noqa: E402
from tests.bench.plan import FEW, MANY, PAGES, UPDATES  # noqa: E402

PRIORITIES, MILESTONES = 5, 3
VISITS = 3


def fill(number: int) -> Action:
    """A plan of so many actions, each with its updates and milestones; one of them."""
    plan, lead = make.PlanFactory(), make.OrganisationFactory()
    priorities = [make.PriorityFactory(plan=plan) for _ in range(PRIORITIES)]
    built = [make.ActionFactory.build(priority=priorities[at % PRIORITIES], lead=lead, slug=f"{plan.pk}-{at}") for at in range(number)]
    actions = Action.objects.bulk_create(built)
    updates = (make.ProgressUpdateFactory.build(action=action, organisation=lead) for action in actions for _ in range(UPDATES))
    ProgressUpdate.objects.bulk_create(updates)
    Milestone.objects.bulk_create(make.MilestoneFactory.build(action=action) for action in actions for _ in range(MILESTONES))
    return actions[-1]


def show(plan: Plan) -> None:
    Plan.objects.exclude(pk=plan.pk).update(is_current=False)
    Plan.objects.filter(pk=plan.pk).update(is_current=True)


if __name__ == "__main__":
    made = {"few": fill(FEW), "many": fill(MANY)}
    found = {
        page: measure(
            int(sys.argv[1]),
            lambda size: show(made[size].priority.plan),
            {size: address.format(action=action.slug) for size, action in made.items()},
            visits=VISITS,
        )
        for page, address in PAGES.items()
    }
    print(json.dumps(found))  # noqa: T201
