from django.urls import path

from plan.views import actions, organisations, pages, plans
from plan.views.gaps import gaps

app_name = "plan"
urlpatterns = [
    path("", pages.index, name="index"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<slug:slug>/changes/", plans.changes, name="changes"),
    path("plans/<slug:slug>/", pages.plan, name="plan"),
    path("plans/<slug:slug>/document/", pages.document, name="document"),
    path("priorities/<slug:slug>/", pages.priority, name="priority"),
    path("actions/", actions.actions, name="actions"),
    path("actions/actions.csv", actions.actions_csv, name="actions-csv"),
    path("actions/feed.atom", actions.actions_feed, name="actions-feed"),
    path("actions/<slug:slug>/", pages.action, name="action"),
    path("gaps/", gaps, name="gaps"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("initiatives/<slug:slug>/", pages.initiative, name="initiative"),
    path("announcements/<slug:slug>/", pages.announcement, name="announcement"),
]
