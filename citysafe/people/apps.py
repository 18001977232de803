from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "citysafe.people"
    verbose_name = "People"

    def ready(self) -> None:
        from citysafe.people import mails

        mails.register_all()
