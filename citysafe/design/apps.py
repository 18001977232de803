from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "citysafe.design"
    verbose_name = "Design"
