"""Every address of the site. tests/addresses.toml says what each gives to whom."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from citysafe.home import views as home_views

# Staff see what is not public yet at the same address below /preview/, through the same views.
previews: list[URLPattern | URLResolver] = [
    path("", home_views.index, name="preview"),
    path("plan/", include("plan.urls", namespace="preview-plan")),
    path("statistics/", include("statistics.urls", namespace="preview-statistics")),
    path("forum/", include("forum.urls", namespace="preview-forum")),
    path("", include("citysafe.privacy.urls", namespace="preview-privacy")),
    path("", include("citysafe.pages.urls", namespace="preview-pages")),
]

urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("citysafe.people.urls")),
    path("partners/", include("plan.partner_urls")),
    path("door/", include("forum.door_urls")),
    path("", include("citysafe.home.urls")),
    path("plan/", include("plan.urls")),
    path("plan/", include("plan.evidence_urls")),
    path("statistics/", include("statistics.urls")),
    path("forum/", include("forum.registration_urls")),
    path("forum/", include("forum.urls")),
    path("preview/", include(previews), {"preview": True}),
    path("", include("citysafe.privacy.urls")),
    path("", include("citysafe.pages.urls")),
]

handler400 = "citysafe.design.faults.bad_request"
handler403 = "citysafe.design.faults.forbidden"
handler404 = "citysafe.design.faults.not_found"
handler500 = "citysafe.design.faults.server_error"
