from django.urls import path

from statistics.views import api, data, downloads, pages, releases, shelves
from statistics.views.compare import compare

app_name = "statistics"
urlpatterns = [
    path("", pages.index, name="index"),
    path("all.csv", downloads.all_csv, name="all-csv"),
    path("api/", data.api, name="api"),
    path("api/v1/", api.root, name="api-root"),
    path("api/v1/areas/", api.areas, name="api-areas"),
    path("api/v1/claims/", api.claims, name="api-claims"),
    path("api/v1/measures/", api.measures, name="api-measures"),
    path("api/v1/measures/<slug:slug>/", api.measure, name="api-measure"),
    path("api/v1/releases/", api.releases, name="api-releases"),
    path("api/v1/revisions/", api.revisions, name="api-revisions"),
    path("api/v1/sources/", api.sources, name="api-sources"),
    path("api/<path:rest>", api.unknown, name="api-unknown"),
    path("areas/", shelves.areas, name="areas"),
    path("claims/", pages.claims, name="claims"),
    path("compare/", compare, name="compare"),
    path("data/", data.data, name="data"),
    path("data/<str:name>", downloads.data_file, name="data-file"),
    path("definitions/", shelves.definitions, name="definitions"),
    path("not-shown/", shelves.not_shown, name="not-shown"),
    path("releases/", releases.calendar, name="releases"),
    path("releases/<slug:slug>/", releases.release, name="release"),
    path("releases/feed.atom", releases.atom, name="releases-feed"),
    path("<slug:slug>.csv", downloads.measure_csv, name="measure-csv"),
    path("<slug:slug>/", pages.measure, name="measure"),
]
