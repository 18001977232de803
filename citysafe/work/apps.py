from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "citysafe.work"
    verbose_name = "Due work"
