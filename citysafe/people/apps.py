from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "citysafe.people"
    verbose_name = "People"

    def ready(self) -> None:
        from citysafe.people import mails, signing_in
        from citysafe.work.tasks import Task, register

        mails.register_all()
        register(Task("people.codes", "Sign-in codes", signing_in.forget))
