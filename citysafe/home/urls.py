from django.urls import path

from citysafe.home import sitemaps, views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("changes/", views.changes, name="changes"),
    path("changes/feed.atom", views.changes_feed, name="changes-feed"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security_contact, name="security"),
]
