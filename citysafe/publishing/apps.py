from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PublishingConfig(AppConfig):
    name = "citysafe.publishing"
    verbose_name = "Publishing"

    def ready(self) -> None:
        from citysafe.publishing.watching import watch

        connection_created.connect(watch)
