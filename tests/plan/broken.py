"""How the constraints of the files of a plan, and of what carries on what, are broken."""

from tests.breaking import change
from tests.factories import ActionFactory, PlanFactory, PlanImportFactory

FROM_PLAN_TO_PLAN = {
    "plan_action_continues_another": lambda: change(one := ActionFactory(), continues=one),
    "plan_plan_continues_another": lambda: change(one := PlanFactory(), continues=one),
    "plan_planimport_applied_has_a_moment": lambda: change(PlanImportFactory(), state="applied"),
    "plan_planimport_kind_is_known": lambda: change(PlanImportFactory(), kind="poems"),
    "plan_planimport_state_is_known": lambda: change(PlanImportFactory(), state="lost"),
}
