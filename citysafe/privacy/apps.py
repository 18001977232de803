from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "citysafe.privacy"
    verbose_name = "Personal data"

    def ready(self) -> None:
        from citysafe.privacy import purging
        from citysafe.work import tasks

        tasks.register(tasks.Task(name="privacy.purge", title="Personal data whose time is over", run=purging.run))
