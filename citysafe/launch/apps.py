from django.apps import AppConfig


class LaunchConfig(AppConfig):
    name = "citysafe.launch"
    verbose_name = "Launch content"
