from django.urls import path

from statistics.views import downloads, pages, shelves

app_name = "statistics"
urlpatterns = [
    path("", pages.index, name="index"),
    path("all.csv", downloads.all_csv, name="all-csv"),
    path("areas/", shelves.areas, name="areas"),
    path("claims/", pages.claims, name="claims"),
    path("definitions/", shelves.definitions, name="definitions"),
    path("not-shown/", shelves.not_shown, name="not-shown"),
    path("<slug:slug>.csv", downloads.measure_csv, name="measure-csv"),
    path("<slug:slug>/", pages.measure, name="measure"),
]
