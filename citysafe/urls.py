"""Every address of the site. tests/addresses.toml says what each gives to whom."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("citysafe.people.urls")),
    path("", include("citysafe.home.urls")),
    path("plan/", include("plan.urls")),
    path("statistics/", include("statistics.urls")),
    path("forum/", include("forum.urls")),
    path("", include("citysafe.pages.urls")),
]

handler400 = "citysafe.design.faults.bad_request"
handler403 = "citysafe.design.faults.forbidden"
handler404 = "citysafe.design.faults.not_found"
handler500 = "citysafe.design.faults.server_error"
