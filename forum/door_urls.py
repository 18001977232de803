from django.urls import path

from forum import door_views as views

app_name = "door"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:slug>/", views.attendance, name="attendance"),
    path("<slug:slug>/walk-in/", views.walk_in, name="walk-in"),
]
