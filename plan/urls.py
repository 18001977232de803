from django.urls import path

from plan.views import actions, board_reports, organisations, pages, plans
from plan.views.gaps import gaps
from plan.views.themes import you_said
from plan.views.whole import whole

app_name = "plan"
urlpatterns = [
    path("", pages.index, name="index"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<slug:slug>/changes/", plans.changes, name="changes"),
    path("plans/<slug:slug>/", pages.plan, name="plan"),
    path("plans/<slug:slug>/whole/", whole, name="whole"),
    path("plans/<slug:slug>/document/", pages.document, name="document"),
    path("priorities/<slug:slug>/", pages.priority, name="priority"),
    path("actions/", actions.actions, name="actions"),
    path("actions/actions.csv", actions.actions_csv, name="actions-csv"),
    path("actions/feed.atom", actions.actions_feed, name="actions-feed"),
    path("actions/<slug:slug>/", pages.action, name="action"),
    path("gaps/", gaps, name="gaps"),
    path("reports/", board_reports.board_reports, name="board-reports"),
    path("reports/<slug:slug>/", board_reports.board_report, name="board-report"),
    path("reports/<slug:slug>.json", board_reports.board_report_json, name="board-report-json"),
    path("you-said/", you_said, name="you-said"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("initiatives/<slug:slug>/", pages.initiative, name="initiative"),
    path("announcements/<slug:slug>/", pages.announcement, name="announcement"),
]
