from django.urls import path

from plan.views import partners, reporting, updates

app_name = "partners"
urlpatterns = [
    path("", partners.home, name="home"),
    path("actions/<slug:slug>/report/", reporting.report, name="report-action"),
    path("updates/", updates.updates, name="updates"),
    path("updates/<int:pk>/", updates.report, name="report"),
    path("updates/<int:pk>/sent/", updates.sent, name="sent"),
    path("updates/<int:pk>/evidence/", updates.evidence, name="evidence"),
    path("updates/<int:pk>/withdraw/", updates.withdraw, name="withdraw"),
]
