from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "statistics"
    verbose_name = "Figures"

    def ready(self) -> None:
        from citysafe.work.tasks import Task, register
        from statistics.services import read_due

        register(Task("statistics.read_imports", "Imports of figures", read_due))
