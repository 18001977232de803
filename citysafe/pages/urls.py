from django.urls import path

from citysafe.pages import views

app_name = "pages"
urlpatterns = [
    path("help/", views.help_now, name="help"),
    path("<slug:slug>/", views.page, name="page"),
]
