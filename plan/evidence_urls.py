"""Evidence that was published: of what is not, there is no preview."""

from django.urls import path

from plan.views.updates import public_evidence

app_name = "evidence"
urlpatterns = [
    path("updates/<int:pk>/evidence/", public_evidence, name="file"),
]
