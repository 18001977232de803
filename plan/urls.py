from django.urls import path

from plan import views

app_name = "plan"
urlpatterns = [
    path("", views.index, name="index"),
    path("plans/<slug:slug>/", views.plan, name="plan"),
    path("plans/<slug:slug>/document/", views.document, name="document"),
    path("priorities/<slug:slug>/", views.priority, name="priority"),
    path("actions/<slug:slug>/", views.action, name="action"),
    path("initiatives/<slug:slug>/", views.initiative, name="initiative"),
    path("announcements/<slug:slug>/", views.announcement, name="announcement"),
]
