from django.urls import path

from citysafe.privacy import views

app_name = "privacy"
urlpatterns = [path("personal-data/", views.personal_data, name="personal-data")]
