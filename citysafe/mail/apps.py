from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "citysafe.mail"
    verbose_name = "Mail"

    def ready(self) -> None:
        from citysafe.mail.services import run
        from citysafe.work.tasks import Task, register

        register(Task("mail.send", "Mail", run))
