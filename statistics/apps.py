from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "statistics"
    verbose_name = "Figures"

    def ready(self) -> None:
        from citysafe.work.tasks import Task, register
        from statistics.services import read_due, remember_due, write_due_revisions

        register(Task("statistics.read_imports", "Imports of figures", read_due))
        register(Task("statistics.remember_hidden", "Figures hidden for another", remember_due))
        register(Task("statistics.write_revisions", "Revisions of figures", write_due_revisions))
