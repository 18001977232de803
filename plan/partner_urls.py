from django.urls import path

from plan.views import partners

app_name = "partners"
urlpatterns = [
    path("", partners.home, name="home"),
]
