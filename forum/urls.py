from django.urls import path

from forum import views

app_name = "forum"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.event, name="event"),
    path("<slug:slug>/papers/<int:pk>/", views.paper, name="paper"),
    path("<slug:slug>.ics", views.event_calendar, name="event-calendar"),
]
