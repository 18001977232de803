from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "citysafe.people"
    verbose_name = "People"
