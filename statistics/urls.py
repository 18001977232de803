from django.urls import path

from statistics.views import data, downloads, pages

app_name = "statistics"
urlpatterns = [
    path("", pages.index, name="index"),
    path("all.csv", downloads.all_csv, name="all-csv"),
    path("claims/", pages.claims, name="claims"),
    path("data/", data.data, name="data"),
    path("data/<str:name>", downloads.data_file, name="data-file"),
    path("<slug:slug>.csv", downloads.measure_csv, name="measure-csv"),
    path("<slug:slug>/", pages.measure, name="measure"),
]
