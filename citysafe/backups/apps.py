from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "citysafe.backups"
    verbose_name = "Backups"

    def ready(self) -> None:
        from citysafe.backups.services import run
        from citysafe.work.tasks import Task, register

        register(Task("backups.nightly", "Backup of the night", run))
