from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "citysafe.pages"
    verbose_name = "Pages and help"
