from django.urls import path

from statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.index, name="index"),
    path("all.csv", views.all_csv, name="all-csv"),
    path("claims/", views.claims, name="claims"),
    path("<slug:slug>.csv", views.measure_csv, name="measure-csv"),
    path("<slug:slug>/", views.measure, name="measure"),
]
