from django.urls import path

from statistics.views import downloads, pages, releases
from statistics.views.compare import compare

app_name = "statistics"
urlpatterns = [
    path("", pages.index, name="index"),
    path("all.csv", downloads.all_csv, name="all-csv"),
    path("claims/", pages.claims, name="claims"),
    path("compare/", compare, name="compare"),
    path("releases/", releases.calendar, name="releases"),
    path("releases/feed.atom", releases.atom, name="releases-feed"),
    path("releases/<slug:slug>/", releases.release, name="release"),
    path("<slug:slug>.csv", downloads.measure_csv, name="measure-csv"),
    path("<slug:slug>/", pages.measure, name="measure"),
]
