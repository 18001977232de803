from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "citysafe.home"
    verbose_name = "Home"
