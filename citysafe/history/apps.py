from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "citysafe.history"
    verbose_name = "History"
