from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "citysafe.publishing"
    verbose_name = "Publishing"
