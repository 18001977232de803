from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "citysafe.backups"
    verbose_name = "Backups"

    def ready(self) -> None:
        from django.core import checks

        from citysafe.backups import unfinished
        from citysafe.backups.services import run
        from citysafe.work.tasks import Task, register

        checks.register(unfinished.check)
        register(Task("backups.nightly", "Backup of the night", run))
